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

    @Option(
        help: ArgumentHelp(
            "Copier aussi le coffre, entre ce fichier (EAF_DATA_DIR/vault) et la base ; les clés restent chiffrées.",
            valueName: "fichier"))
    var vault: String?

    @Flag(help: "Bilan en JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let transfer = try vault.map { try VaultTransfer(file: $0, from: LogPlace(source), into: LogPlace(into)) }
            let records = try LogPlace(source).records()
            // Made with its schema, for the vault; who has a key must have it before the record that says so.
            let destination = try LogPlace(into).open()
            try transfer?.run()
            let meter = ProgressMeter()
            let report = try LogImport(into: destination).run(records) { meter.show($0) }
            meter.end()
            var out = StandardOutput()
            try out.line(try TransferLines.line(report, json: json))
            try out.flush()
            return .success
        }
    }
}
