import ArgumentParser
import Events
import Replay

/// `eaf log import`.
struct LogImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Copier un journal dans un autre dossier ou une base PostgreSQL, octet pour octet.",
        discussion: """
            La destination est vide ou contient déjà le début du même journal (comparé octet par octet) : la copie continue \
            alors où elle s'était arrêtée. Aucun serveur ne doit écrire dans la destination. Pour PostgreSQL, les \
            migrations qui manquent sont appliquées.
            """)

    @Argument(
        help: ArgumentHelp(
            "Fichier de « eaf log export », dossier d'un journal, ou postgres://…", valueName: "source"))
    var source: String

    @Option(help: ArgumentHelp("Dossier du journal à remplir, ou postgres://…", valueName: "lieu"))
    var into: String

    @Flag(help: "Bilan en JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let records = try LogPlace(source).records()
            let meter = ProgressMeter()
            let report = try LogImport(into: try LogPlace(into).open()).run(records) { meter.show($0) }
            meter.end()
            var out = StandardOutput()
            try out.line(try TransferLines.line(report, json: json))
            try out.flush()
            return .success
        }
    }
}
