import API
import ArgumentParser
import Events
import Foundation
import Logging
import Replay

/// `eaf log checkpoint`.
struct LogCheckpointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checkpoint",
        abstract: "Signer un point de contrôle du journal et l'afficher.",
        discussion: """
            À côté d'un serveur en marche, qui signe lui-même au moins chaque seconde, affiche le dernier publié. La sortie \
            est la note signée telle quelle : « eaf log checkpoint > fichier » la garde, pour prouver plus tard que rien n'a \
            été réécrit depuis (eaf log prove --from).
            """)

    @OptionGroup var options: LogOptions

    @Flag(help: "Sortie JSON.")
    var json = false

    private struct Output: Encodable {
        let origin: String
        let size: UInt64
        let root: String
        /// Whether this command signed it; else a running server did.
        let signed: Bool
        let note: String
    }

    func run() async throws {
        try await reporting {
            let folder = try options.folder()
            let isServed = folder.isBeingWritten
            let signed =
                isServed ? try PublishedLog(eventlog: folder.path, files: POSIXFiles()).signed : try await sign()
            var out = StandardOutput()
            if json {
                let checkpoint = signed.checkpoint
                let output = Output(
                    origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.base64,
                    signed: !isServed, note: signed.note.encoded)
                try out.line(try CanonicalJSON.encode(output))
            } else {
                try out.line(signed.note.bytes.dropLast())
            }
            try out.flush()
            return .success
        }
    }

    /// Opens the log as a server does, with all its checks, and integrates what it has.
    private func sign() async throws -> SignedCheckpoint {
        LoggingSystem.bootstrap { label in
            JSONLogHandler(
                label: label, level: .warning, metadataProvider: nil, sink: DescriptorLogSink.standardError)
        }
        var opened: ServerState?
        try await starting {
            let configuration = try EnvironmentReader(
                environment: ProcessInfo.processInfo.environment,
                overrides: ["EAF_EVENTLOG_DIR": options.eventlogDirectory, "EAF_DATA_DIR": options.dataDirectory]
            ).configuration()
            opened = try await ServerState.open(
                configuration, clock: .real, files: POSIXFiles(), logger: Logger(label: "eaf"))
        }
        defer { opened?.writer.stop() }
        try opened?.tree.catchUp()
        guard let signed = opened?.tree.signed else {
            throw IntegrityError.unpublished(path: options.tree.published)
        }
        return signed
    }
}
