import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf log info`.
struct LogInfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Nom, tête, taille et contenu du journal, en chiffres.")

    @OptionGroup var options: LogOptions

    @Flag(help: "Sortie JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let info = try LogInfo(try options.folder(), isCopy: try options.database() != nil)
            var out = StandardOutput()
            if json {
                try out.line(try CanonicalJSON.encode(info))
            } else {
                for line in Self.lines(info, name: options.logName) { try out.line(line) }
            }
            try out.flush()
            return .success
        }
    }

    private static func lines(_ info: LogInfo, name: String) -> [String] {
        let writer =
            switch info.isBeingWritten {
            case true?: "écrit par      un serveur en marche"
            case false?: "écrit par      personne en ce moment"
            case nil: "lu dans        la copie que ce nœud a du journal de la base, mise à jour à l'instant"
            }
        var lines = [
            "journal        \(info.name ?? name)  (origine \(info.origin ?? "aucune, journal vide"))",
            "tête           position \(info.head)\(info.headTime.map { ", \($0)" } ?? "")",
            "début          \(info.firstTime ?? "–")",
            "segments       \(info.segments), \(info.bytes) octets",
            "signé          "
                + (info.checkpointSize.map { "point de contrôle de \($0) enregistrements" }
                    ?? "aucun point de contrôle"),
            writer,
        ]
        if info.unfinishedBytes > 0 {
            let cause =
                info.isBeingWritten != false
                ? "commit en cours d'écriture" : "fin déchirée, écartée au prochain démarrage"
            lines.append("fin inachevée  \(info.unfinishedBytes) octets (\(cause))")
        }
        lines.append("types inconnus \(info.unknownRecords) enregistrements")
        for (type, count) in info.types.sorted(by: { $0.key < $1.key }) {
            let digits = count.description
            lines.append(String(repeating: " ", count: max(0, 12 - digits.count)) + digits + "  " + type)
        }
        return lines.map { RecordTable.printable($0) }
    }
}
