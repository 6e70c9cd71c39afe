import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf copies`.
struct CopiesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copies",
        abstract: "Déplacer les fichiers des copies entre un dossier et un compartiment S3.",
        subcommands: [PushCommand.self, PullCommand.self])

    /// `eaf copies push`.
    struct PushCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "push",
            abstract: "Envoyer les fichiers d'un dossier au compartiment S3 des copies.",
            discussion: """
                Le compartiment est celui que S3_BUCKET, S3_PREFIX et les autres variables S3_… désignent, que \
                STORAGE_PROVIDER soit déjà s3 ou pas encore. Les fichiers restent scellés, aucune clé n'est nécessaire ; ce qui \
                est déjà là n'est pas renvoyé, rien n'est supprimé. À lancer une fois serveur en marche, puis serveur arrêté.
                Code de sortie : 0 ; 1 si des fichiers sont endommagés ; 69 si le service ne répond pas ; 78 si la \
                configuration est fautive.
                """)

        @OptionGroup var options: LogOptions
        @Option(help: ArgumentHelp("Dossier (par défaut : EAF_DATA_DIR/uploads/copies).", valueName: "dossier"))
        var from: String?
        @Flag(help: "Sortie JSON.")
        var json = false

        func run() async throws {
            try await reporting {
                let folder = from ?? options.dataDirectory + "/uploads/copies"
                guard FileManager.default.fileExists(atPath: folder) else {
                    throw ReplayFailure(.noInput, "Le dossier « \(folder) » n'existe pas.")
                }
                return try await CopiesCommand.transfer(
                    from: BlobsInFolder(path: folder, files: POSIXFiles()), to: try options.bucketBlobs(), json: json)
            }
        }
    }

    /// `eaf copies pull`.
    struct PullCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "pull",
            abstract: "Rapatrier les fichiers du compartiment S3 des copies dans un dossier.",
            discussion: """
                Pour revenir à une machine (le dossier est alors EAF_DATA_DIR/uploads/copies), ou pour une copie de plus. Les \
                fichiers restent scellés ; ce qui est déjà là n'est pas redemandé.
                Code de sortie : comme « eaf copies push ».
                """)

        @OptionGroup var options: LogOptions
        @Option(help: ArgumentHelp("Dossier, fait s'il n'existe pas.", valueName: "dossier"))
        var into: String
        @Flag(help: "Sortie JSON.")
        var json = false

        func run() async throws {
            try await reporting {
                try await CopiesCommand.transfer(
                    from: try options.bucketBlobs(), to: BlobsInFolder(path: into, files: POSIXFiles()), json: json)
            }
        }
    }

    private static func transfer(
        from source: any SealedBlobs, to target: any SealedBlobs, json: Bool
    ) async throws -> ExitStatus {
        let report = try await BlobTransfer(from: source, to: target).run { report in
            StandardError.line("\(report.copied) envoyés, \(report.alreadyThere) déjà là…")
        }
        var out = StandardOutput()
        if json {
            try out.line(try CanonicalJSON.encode(report))
        } else {
            try out.line(
                "\(source.name) → \(target.name) : \(report.copied) fichiers copiés (\(report.copiedBytes) octets), "
                    + "\(report.alreadyThere) déjà là")
            if !report.damaged.isEmpty {
                try out.line(
                    "ENDOMMAGÉS : \(report.damaged.count), non copiés : "
                        + report.damaged.prefix(3).joined(separator: ", "))
            }
        }
        try out.flush()
        return report.damaged.isEmpty ? .success : .problems
    }
}

extension LogOptions {
    /// The bucket of the copies, whether the server uses it already or not.
    fileprivate func bucketBlobs() throws -> BlobsInBucket {
        guard let configuration = try bucket(with: ["STORAGE_PROVIDER": "s3"]) else {
            throw ReplayFailure(.configuration, "S3_BUCKET : il en faut un.")
        }
        return BlobsInBucket(configuration)
    }
}
