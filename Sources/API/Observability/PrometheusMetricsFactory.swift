public import Metrics

/// The swift-metrics backend: hands out the cells of a registry.
///
/// ```swift
/// let registry = PrometheusRegistry.forProduct()
/// MetricsSystem.bootstrap(PrometheusMetricsFactory(registry: registry))
/// ```
public struct PrometheusMetricsFactory: MetricsFactory {
    private let registry: PrometheusRegistry

    /// A factory whose metrics `registry` renders.
    public init(registry: PrometheusRegistry) {
        self.registry = registry
    }

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        registry.counter(label, dimensions)
    }

    public func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        registry.counter(label, dimensions)
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        registry.gauge(label, dimensions)
    }

    public func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        aggregate ? registry.histogram(label, dimensions) : registry.gauge(label, dimensions)
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        registry.timer(label, dimensions)
    }

    public func destroyCounter(_ handler: any CounterHandler) { registry.remove(handler) }

    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {
        registry.remove(handler)
    }

    public func destroyMeter(_ handler: any MeterHandler) { registry.remove(handler) }

    public func destroyRecorder(_ handler: any RecorderHandler) { registry.remove(handler) }

    public func destroyTimer(_ handler: any TimerHandler) { registry.remove(handler) }
}
