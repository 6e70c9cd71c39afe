import API
import ArgumentParser
import Events
import Foundation
import Logging
import Metrics
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
        // A limit on the size of files is a write that fails, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        try await starting {
            var overrides: [String: String] = [:]
            overrides["HOST"] = host
            overrides["PORT"] = port.map { String($0) }
            if noWorker { overrides["EAF_WORKER"] = "false" }
            let configuration = try EnvironmentReader(
                environment: ProcessInfo.processInfo.environment, overrides: overrides
            ).configuration()
            let registry = PrometheusRegistry.forProduct()
            MetricsSystem.bootstrap(PrometheusMetricsFactory(registry: registry))
            let level = configuration.logLevel
            LoggingSystem.bootstrap { label in
                JSONLogHandler(
                    label: label, level: level, metadataProvider: nil, sink: DescriptorLogSink.standardError)
            }
            let logger = Logger(label: "eaf")
            for notice in configuration.notices {
                logger.notice(
                    "configuration", metadata: ["variable": "\(notice.variable)", "rule": "\(notice.rule)"])
            }
            let server = try await Server.open(configuration, registry: registry, logger: logger)
            let dataDirectory = configuration.dataDirectory
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
