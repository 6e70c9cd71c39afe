import ArgumentParser
import Events
import Replay

/// `eaf log tail`.
struct LogTailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Afficher les derniers enregistrements, et suivre les nouveaux.")

    @OptionGroup var options: LogOptions
    @OptionGroup(title: "Filtres") var filters: FilterOptions

    @Option(name: .customShort("n"), help: "Combien des derniers enregistrements.")
    var count = 10

    @Flag(name: .shortAndLong, help: "Rester et afficher chaque nouvel enregistrement (arrêt : Ctrl-C).")
    var follow = false

    @Flag(
        name: [.long, .customLong("ndjson")],
        help: "Les lignes du journal telles quelles, une par enregistrement.")
    var json = false

    @Flag(help: "Ouvrir les valeurs personnelles, marquées comme telles (voir « eaf log show --help »).")
    var unseal = false

    func validate() throws {
        if count < 0 { throw ValidationError("-n : un nombre d'au moins 0.") }
    }

    func run() async throws {
        try await reporting {
            let folder = try options.folder()
            let log = try folder.open()
            let filter = try filters.filter(now: .now)
            var printer = RecordPrinter(json: json, keys: unseal ? try options.keys() : nil)
            let query = RecordQuery(after: .zero, through: log.head.position, filter: filter, limit: nil)
            for record in try query.last(count, in: log) { try printer.print(record) }
            try printer.flush()
            var follower = LogFollower(folder, after: log.head.position)
            let mirror = try options.mirror()
            while follow {
                try mirror?.bringUp()
                for record in try follower.poll() where filter.matches(record) { try printer.print(record) }
                try printer.flush()
                try await Task.sleep(for: .milliseconds(250))
            }
            return .success
        }
    }
}
