import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf log prove`.
struct LogProveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Prouver qu'un enregistrement est dans le journal, ou que le journal n'a fait que croître.",
        discussion: """
            Avec une position : une preuve d'inclusion (C2SP tlog-proof). Avec --from : la preuve que le journal, tel que l'a \
            vu un ancien point de contrôle de N enregistrements, n'a fait que croître depuis (demande « add-checkpoint » de \
            C2SP tlog-witness). Les preuves se rapportent au dernier point de contrôle publié, ou à celui de --checkpoint, et \
            se contrôlent hors ligne : « eaf log check ».
            """)

    @Argument(help: "Position de l'enregistrement.")
    var position: UInt64?

    @Option(help: ArgumentHelp("Nombre d'enregistrements de l'ancien point de contrôle.", valueName: "N"))
    var from: UInt64?

    @Option(help: "Point de contrôle, gardé dans un fichier, auquel la preuve doit se rapporter.")
    var checkpoint: String?

    @Option(name: .shortAndLong, help: "Fichier à écrire, qui ne doit pas exister (par défaut : sortie standard).")
    var output: String?

    @OptionGroup var options: LogOptions

    func validate() throws {
        guard (position == nil) != (from == nil) else {
            throw ValidationError("donnez soit une position, soit --from.")
        }
        if position == 0 || from == 0 { throw ValidationError("les positions commencent à 1.") }
    }

    func run() async throws {
        try await reporting {
            let folder = try options.folder()
            let published = try published(folder.path)
            let text: String
            if let position {
                let record = try folder.open().record(at: LogPosition(position))
                text = try published.inclusion(of: record).text
            } else {
                text = try published.update(from: from ?? 0).text
            }
            if let output {
                try write(text, to: output)
            } else {
                var out = StandardOutput()
                try out.line(text.utf8.dropLast())
                try out.flush()
            }
            return .success
        }
    }

    private func published(_ eventlog: String) throws -> PublishedLog {
        guard let checkpoint else { return try PublishedLog(eventlog: eventlog, files: POSIXFiles()) }
        return try PublishedLog(checkpointFile: checkpoint, eventlog: eventlog, files: POSIXFiles())
    }

    private func write(_ text: String, to path: String) throws {
        let files = POSIXFiles()
        guard try !files.exists(path) else {
            throw ReplayFailure(.cannotCreate, "« \(path) » existe déjà ; choisissez un autre nom.")
        }
        let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try files.writeAtomically(Array(text.utf8), to: path, in: directory)
    }
}
