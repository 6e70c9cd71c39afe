import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf doctor`.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Diagnostic : configuration, serveur, disque, clés, journal, corrections, sauvegarde, exercice.",
        discussion: """
            Ne fait que lire, serveur en marche ou non ; donnez-lui les mêmes variables qu'au serveur. Une ligne par contrôle, \
            avec le remède : ✓ en règle, ! remarque, ✗ échec, – non vérifié. Code de sortie : 0 sans échec, sinon 1.
            """)

    @OptionGroup var options: LogOptions

    @Flag(help: "Relire aussi chaque octet du journal, comme eaf log verify.")
    var verify = false

    @Flag(help: "Sortie JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let installation = await Installation(
                options, environment: ProcessInfo.processInfo.environment, verifies: verify, now: .now)
            var printer = CheckPrinter(json: json, width: DoctorCheck.all.map(\.name.count).max() ?? 0)
            let report = try Doctor.examine(installation) { try printer.show($0) }
            try printer.finish(report)
            return report.hasFailed ? .problems : .success
        }
    }
}
