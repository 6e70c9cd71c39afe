import API
import ArgumentParser
import Foundation

/// `eaf import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Reprendre les données de l'ancien service : ses fichiers JSON, ou sa base PostgreSQL.",
        discussion: """
            Comptes avec leur mot de passe, profils, classes, épreuves, copies et leurs fichiers, corrections, \
            commentaires, chronologie. Commencez par --dry-run. Le journal en fichiers doit être libre (serveur \
            arrêté) ; relancer la commande n'ajoute rien, et termine une reprise interrompue. Code 0 : tout est repris ; \
            1 : quelque chose est refusé (le bilan le nomme). Voyez docs/import.md.
            """)

    @Option(
        help: ArgumentHelp(
            "Dossier .data de l'ancien service, ou postgres://… (le mot de passe plutôt dans PGPASSFILE).",
            valueName: "source"))
    var from: String

    @Option(
        help: ArgumentHelp(
            "Dossier des copies de l'ancien service (par défaut : uploads/copies à côté de ses fichiers).",
            valueName: "dossier"))
    var uploads: String?

    @Flag(help: "Dire seulement ce qui serait repris ; rien n'est écrit.")
    var dryRun = false

    @OptionGroup var options: ControlOptions

    func run() async throws {
        try await starting {
            let client = try options.client()
            let meter = ProgressMeter()
            let report: ImportReport
            do {
                report = try await PredecessorImport(client).run(from: from, uploads: uploads, isDryRun: dryRun) {
                    meter.show($0, of: $1, "personne(s)")
                }
            } catch let error as ImportError {
                meter.end()
                StandardError.line(error.message)
                throw ExitCode(error.exitCode)
            }
            meter.end()
            try options.show(report, report.lines.joined(separator: "\n"))
            if !report.isComplete { throw ExitCode.failure }
        }
    }
}
