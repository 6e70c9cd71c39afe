import ArgumentParser
import Events
import Replay

/// `eaf log export`.
struct LogExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Écrire toutes les lignes du journal, telles quelles, dans un fichier.",
        discussion: """
            Chaque ligne est contrôlée avant d'être écrite ; la fin est celle du journal au début de la commande, aussi \
            pendant qu'un serveur écrit. « eaf log import » relit ce fichier.
            """)

    @OptionGroup var options: LogOptions

    @Option(
        help: ArgumentHelp("Dossier ou base du journal (par défaut : celui de --eventlog-dir).", valueName: "lieu"))
    var fromLog: String?

    @Option(help: ArgumentHelp("Fichier à créer, ou « - » pour la sortie standard.", valueName: "fichier"))
    var to: String

    @Flag(help: "Bilan en JSON.")
    var json = false

    func run() async throws {
        try await reporting {
            let source = try LogPlace(fromLog ?? options.eventlogDirectory).records()
            let meter = ProgressMeter()
            if to == "-" {
                var out = StandardOutput()
                let report = try LogExport.run(source, progress: { meter.show($0) }, write: { try out.line($0) })
                try out.flush()
                meter.end()
                StandardError.line(try TransferLines.line(report, json: json))
                return .success
            }
            var file = try LineFile.begin(to)
            let report: TransferReport
            do {
                report = try LogExport.run(source, progress: { meter.show($0) }, write: { try file.add($0) })
                try file.finish()
            } catch {
                file.abandon()
                throw error
            }
            meter.end()
            var out = StandardOutput()
            try out.line(try TransferLines.line(report, json: json))
            try out.flush()
            return .success
        }
    }
}
