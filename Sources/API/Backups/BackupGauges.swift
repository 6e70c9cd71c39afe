public import Events
import Metrics
import Projections

/// A place that the log is shipped to, as its gauges show it.
public struct ShippedPlace: Sendable {
    let name: String
    let ageSeconds: Double
    let position: LogPosition

    /// - Parameter name: few and known, the label of the gauges.
    public init(name: String, ageSeconds: Double, position: LogPosition) {
        self.name = name
        self.ageSeconds = ageSeconds
        self.position = position
    }
}

extension Server {
    /// Exports how far each place is behind the log, and when a backup last stood a test; both are looked up when somebody asks for
    /// the metrics.
    ///
    /// - Parameter places: what is known now of the places that the log is shipped to.
    public func exportBackups(
        _ places: @escaping @Sendable (_ log: any LogReader, _ now: Timestamp) -> [ShippedPlace]
    ) {
        let (log, store, clock) = (state.log, state.store, clock)
        let drill = Gauge(label: MetricName.drillTime.rawValue)
        // Until the first drill, a log's age counts from its first record.
        let opened = (try? log.record(at: LogPosition(1)))?.time ?? clock.now
        registry.onRender {
            let last = store.current.log.lastDrill?.time ?? opened
            drill.record(Double(last.microseconds) / 1_000_000)
            for place in places(log, clock.now) {
                let labels = [("place", place.name)]
                Gauge(label: MetricName.shipAge.rawValue, dimensions: labels).record(place.ageSeconds)
                Gauge(label: MetricName.shipPosition.rawValue, dimensions: labels)
                    .record(Double(place.position.rawValue))
            }
        }
    }
}
