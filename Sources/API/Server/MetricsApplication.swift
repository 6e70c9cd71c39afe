import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Prometheus text on a port of its own, on loopback only.
enum MetricsApplication {
    static func make(registry: PrometheusRegistry, port: Int, logger: Logger) -> some ApplicationProtocol {
        let router = Router()
        router.get("metrics") { _, _ in
            Response(
                status: .ok, headers: [.contentType: PrometheusRegistry.contentType],
                body: .init(byteBuffer: ByteBuffer(string: registry.render())))
        }
        return Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
    }
}
