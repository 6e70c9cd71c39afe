import API
import Foundation
import Logging
import Metrics

/// What `eaf serve` and `eaf worker` do first: configuration, metrics, messages.
struct ServerLaunch {
    let configuration: ServerConfiguration
    private let registry: PrometheusRegistry
    private let logger: Logger

    /// - Throws: `ConfigurationError`.
    init(overrides: [String: String]) throws {
        // A limit on the size of files is a write that fails, not the end of the process.
        signal(SIGXFSZ, SIG_IGN)
        configuration = try EnvironmentReader(
            environment: ProcessInfo.processInfo.environment, overrides: overrides
        ).configuration()
        let registry = PrometheusRegistry.forProduct()
        self.registry = registry
        MetricsSystem.bootstrap(PrometheusMetricsFactory(registry: registry))
        let level = configuration.logLevel
        LoggingSystem.bootstrap { label in
            JSONLogHandler(
                label: label, level: level, metadataProvider: nil, sink: DescriptorLogSink.standardError)
        }
        logger = Logger(label: "eaf")
        for notice in configuration.notices {
            logger.notice("configuration", metadata: ["variable": "\(notice.variable)", "rule": "\(notice.rule)"])
        }
    }

    /// - Throws: `StartError`, `ServerKeysError`.
    func open() async throws -> Server {
        try await Server.open(configuration, registry: registry, logger: logger)
    }
}
