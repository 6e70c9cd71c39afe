/// The types of the Prometheus text format that we export.
enum MetricKind: String {
    case counter
    case gauge
    case histogram
}
