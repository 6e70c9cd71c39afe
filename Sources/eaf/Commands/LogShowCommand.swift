import ArgumentParser
import Events
import Replay

/// `eaf log show`.
struct LogShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Afficher des enregistrements, du plus ancien au plus récent.",
        discussion: "Sans --json : un tableau. Avec --json : les lignes du journal telles quelles (NDJSON).")

    @OptionGroup var options: LogOptions
    @OptionGroup(title: "Filtres") var filters: FilterOptions

    @Option(help: "Un seul enregistrement, par sa position.")
    var position: UInt64?

    @Option(help: "Après cette position.")
    var after: UInt64 = 0

    @Option(help: "Au plus autant d'enregistrements (par défaut : tous).")
    var limit: Int?

    @Flag(
        name: [.long, .customLong("ndjson")],
        help: "Les lignes du journal telles quelles, une par enregistrement.")
    var json = false

    @Flag(
        help: """
            Ouvrir les valeurs personnelles avec le coffre et la clé maîtresse ; elles sont marquées DESCELLÉ \
            (avec --json : {"record":…,"unsealed":{…}}).
            """)
    var unseal = false

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit : un nombre d'au moins 1.") }
        if position != nil, after != 0 { throw ValidationError("--position et --after s'excluent.") }
    }

    func run() async throws {
        try await reporting {
            let log = try options.folder().open()
            var printer = RecordPrinter(json: json, keys: unseal ? try options.keys() : nil)
            if let position {
                try printer.print(try log.record(at: LogPosition(position)))
            } else {
                let query = RecordQuery(
                    after: LogPosition(after), through: log.head.position, filter: try filters.filter(now: .now),
                    limit: limit)
                try query.forEach(in: log) { try printer.print($0) }
            }
            try printer.flush()
            return .success
        }
    }
}
