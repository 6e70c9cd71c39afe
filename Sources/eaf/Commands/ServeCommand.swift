import API
import ArgumentParser
import Events
import Foundation
import Replay
import UnixSignals

/// `eaf serve`.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serveur HTTP, écrivain du journal et correcteur.",
        discussion: """
            Affiche « listening on http://HÔTE:PORT » quand il est prêt. SIGTERM ou Ctrl-C : termine les requêtes en cours, \
            puis s'arrête. Toutes les variables : eaf config show.
            """)

    @Option(help: "Adresse d'écoute (HOST ; par défaut : 127.0.0.1).")
    var host: String?

    @Option(help: "Port d'écoute, 0 pour un port libre (PORT ; par défaut : 3000).")
    var port: Int?

    @Flag(help: "Ne corrige pas de copies dans ce processus.")
    var noWorker = false

    func run() async throws {
        try await starting {
            var overrides: [String: String] = [:]
            overrides["HOST"] = host
            overrides["PORT"] = port.map { String($0) }
            if noWorker { overrides["EAF_WORKER"] = "false" }
            let launch = try ServerLaunch(overrides: overrides)
            let server = try await launch.open()
            let dataDirectory = launch.configuration.dataDirectory
            server.exportBackups { log, now in
                ((try? ShipStatus.all(dataDirectory: dataDirectory, log: log, now: now)) ?? []).map {
                    ShippedPlace(name: $0.slug, ageSeconds: $0.ageSeconds, position: $0.position)
                }
            }
            try await server.run(signals: [.sigterm, .sigint]) { host, port in
                let name = host.contains(":") ? "[\(host)]" : host
                FileHandle.standardOutput.write(Data("listening on http://\(name):\(port)\n".utf8))
            }
        }
    }
}
