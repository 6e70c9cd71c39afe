import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf log verify`.
struct LogVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Relire et contrôler chaque octet du journal.",
        discussion: """
            Contrôle sommes, positions, commits, heures, noms de fichiers et contenus, et rejoue les modèles de lecture. \
            Continue après un dommage et en liste jusqu'à 100. Code de sortie : 0 si tout va bien (une fin inachevée \
            n'est qu'un avertissement), 1 s'il y a des problèmes.
            """)

    @OptionGroup var options: LogOptions

    @Flag(help: "Sortie JSON.")
    var json = false

    @Option(help: "Ne contrôler qu'à partir du segment qui contient cette position.")
    var from: UInt64 = 0

    func run() async throws {
        try await reporting {
            let meter = ProgressMeter()
            let report = try LogVerification.run(try options.folder(), from: LogPosition(from)) { meter.show($0) }
            meter.end()
            var out = StandardOutput()
            if json {
                try out.line(try CanonicalJSON.encode(report))
            } else {
                for line in Self.lines(report) { try out.line(RecordTable.printable(line)) }
            }
            try out.flush()
            return report.status
        }
    }

    private static func lines(_ report: VerifyReport) -> [String] {
        var lines = report.problems.map { "PROBLÈME       \($0.line)" }
        if report.problemCount > report.problems.count {
            lines.append("PROBLÈME       … et \(report.problemCount - report.problems.count) autres")
        }
        lines += report.warnings.map { "avertissement  \($0.line)" }
        let unknown = report.unknownTypes.values.reduce(0, +)
        let fold =
            switch report.fold {
            case .complete: "modèles rejoués jusqu'à \(report.foldedThrough)"
            case .stopped: "modèles rejoués jusqu'à \(report.foldedThrough) seulement (trou)"
            case .skipped: "modèles non rejoués (lecture à partir de \(report.first))"
            }
        lines.append(
            "\(report.records) enregistrements, tête \(report.head), \(report.segments) segments, \(report.bytes) octets, "
                + "\(unknown) de type inconnu, \(fold)")
        lines.append(report.problemCount == 0 ? "Journal intact." : "Problèmes : \(report.problemCount).")
        return lines
    }
}
