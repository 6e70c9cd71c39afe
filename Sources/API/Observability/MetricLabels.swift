/// A label set in the form in which it is exported: names valid and sorted, values escaped.
struct MetricLabels: Hashable, Comparable {
    /// The limit of a label's value, in characters; what is longer is cut.
    static let valueCharactersMax = 200
    /// The value of every label of the set that stands for all sets beyond the limit.
    static let overflowValue = "autre"

    /// Such as `method="GET",route="/copies/{id}"`; empty without labels.
    let text: String

    /// The labels of swift-metrics' dimensions; of two with the same name the last wins.
    init(_ dimensions: [(String, String)]) {
        guard !dimensions.isEmpty else {
            text = ""
            return
        }
        var values: [String: String] = [:]
        for (name, value) in dimensions { values[PrometheusName.label(name)] = value }
        text =
            values
            .sorted { $0.key < $1.key }
            .map { name, value in
                let value = PrometheusText.escaped(value.prefix(Self.valueCharactersMax), quotes: true)
                return "\(name)=\"\(value)\""
            }
            .joined(separator: ",")
    }

    /// The set that `dimensions` falls in when its metric has no room for another one.
    static func overflow(of dimensions: [(String, String)]) -> Self {
        Self(dimensions.map { ($0.0, overflowValue) })
    }

    static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}
