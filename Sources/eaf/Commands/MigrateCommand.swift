import ArgumentParser
import Events
import Replay

/// `eaf migrate`.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Préparer une base PostgreSQL pour le journal et le coffre.",
        discussion: """
            Applique les migrations numérotées qui manquent (eventlog/postgres/), toutes ou aucune, sous un verrou. Celles \
            qui sont déjà là ne sont pas rejouées. L'ouverture du journal fait de même.
            """)

    @OptionGroup var options: DatabaseOptions

    @Flag(help: "Dire seulement ce qui manque, sans rien changer.")
    var dryRun = false

    func run() async throws {
        try await reporting {
            let steps = try PostgresMigrations(url: try options.url()).run(dryRun: dryRun)
            var out = StandardOutput()
            for step in steps {
                let state = step.isApplied ? "déjà là" : dryRun ? "à appliquer" : "appliquée"
                let number = String(step.number)
                try out.line(
                    String(repeating: "0", count: max(0, 4 - number.count)) + "\(number)  \(step.name)  \(state)")
            }
            let missing = steps.count { !$0.isApplied }
            try out.line(
                missing == 0
                    ? "Schéma à jour." : "\(missing) migration(s) \(dryRun ? "à appliquer" : "appliquée(s)").")
            try out.flush()
            return .success
        }
    }
}
