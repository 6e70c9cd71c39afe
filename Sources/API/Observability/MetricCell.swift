/// The place where one metric with one label set keeps its value; it is updated without the registry.
protocol MetricCell: AnyObject, Sendable {
    static var kind: MetricKind { get }

    /// Appends the samples of this cell.
    func write(name: String, labels: MetricLabels, to text: inout PrometheusText)
}
