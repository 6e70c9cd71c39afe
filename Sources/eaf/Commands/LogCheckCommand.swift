import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf log check`.
struct LogCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Contrôler hors ligne un point de contrôle ou une preuve, avec la clé publique du journal.",
        discussion: """
            Reconnaît les points de contrôle, les preuves d'inclusion (.tlog-proof ; celles des récépissés portent leur \
            enregistrement, les autres demandent --record, la ligne que « eaf log show --json » donne) et les preuves de \
            cohérence (avec --old). \
            N'ouvre ni journal ni réseau. Code de sortie : 0 si tout tient, 1 sinon, et la raison est dite.
            """)

    @Argument(help: "Fichier à contrôler.")
    var file: String

    @Option(help: "Clé publique du journal : le texte, ou un fichier qui le contient.")
    var key: String

    @Option(help: "Fichier avec la ligne de l'enregistrement (« - » : entrée standard).")
    var record: String?

    @Option(help: "Fichier avec l'ancien point de contrôle.")
    var old: String?

    @Flag(help: "Sortie JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let check = ProofCheck(
                verifier: try verifier(), record: try record.map { try Self.read($0) },
                old: try old.map { try Self.read($0) })
            let outcome = try check.check(try Self.read(file))
            var out = StandardOutput()
            if json {
                try out.line(try CanonicalJSON.encode(outcome))
            } else {
                try out.line((outcome.holds ? "Conforme : " : "NON CONFORME : ") + outcome.explanation + ".")
                if let record = outcome.record { try out.line(RecordTable.printable(record)) }
            }
            try out.flush()
            return outcome.holds ? .success : .problems
        }
    }

    private func verifier() throws -> NoteVerifier {
        let isFile = FileManager.default.fileExists(atPath: key)
        let text = isFile ? String(decoding: try Self.read(key), as: UTF8.self) : key
        do throws(NoteError) {
            return try NoteVerifier(text.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            throw ReplayFailure(.usage, "--key : \(error.explanation).")
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](try FileHandle.standardInput.readToEnd() ?? Data()) }
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ReplayFailure(.noInput, "« \(path) » ne se lit pas.")
        }
        return [UInt8](bytes)
    }
}
