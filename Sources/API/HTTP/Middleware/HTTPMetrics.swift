import HTTPTypes
import Metrics
import Synchronization

/// Counters and timers of requests, kept by route, since making one costs a look-up.
final class HTTPMetrics: Sendable {
    private struct Key: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private let counters = Mutex<[Key: Counter]>([:])
    private let timers = Mutex<[String: Timer]>([:])

    func record(method: HTTPRequest.Method, route: String, status: HTTPResponse.Status, _ took: Duration) {
        let key = Key(method: method.rawValue, route: route, status: status.code)
        counters.withLock { counters in
            if let counter = counters[key] { return counter }
            let counter = Counter(
                label: MetricName.httpRequests.rawValue,
                dimensions: [("method", key.method), ("route", route), ("status", String(key.status))])
            counters[key] = counter
            return counter
        }.increment()
        timers.withLock { timers in
            if let timer = timers[route] { return timer }
            let timer = Timer(label: MetricName.httpRequestDuration.rawValue, dimensions: [("route", route)])
            timers[route] = timer
            return timer
        }.recordNanoseconds(took.components.seconds * 1_000_000_000 + took.components.attoseconds / 1_000_000_000)
    }
}
