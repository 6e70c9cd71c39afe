/// A writer of the Prometheus text exposition format 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    /// Appends the two comment lines that open a metric.
    mutating func header(name: String, kind: MetricKind, help: String) {
        let help = Self.escaped(help, quotes: false)
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// Appends one sample.
    mutating func sample(_ name: String, _ labels: MetricLabels, _ value: String) {
        sample(name, labels: labels.text, value)
    }

    /// Appends one cumulative bucket of a histogram.
    mutating func bucket(_ name: String, _ labels: MetricLabels, upTo bound: Double, _ value: String) {
        let separator = labels.text.isEmpty ? "" : ","
        sample("\(name)_bucket", labels: "\(labels.text)\(separator)le=\"\(Self.number(bound))\"", value)
    }

    private mutating func sample(_ name: String, labels: String, _ value: String) {
        text += name
        if !labels.isEmpty { text += "{\(labels)}" }
        text += " \(value)\n"
    }

    /// The text of a number: an integer where it is one, else the shortest decimal that reads back the same.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        if let integer = Int64(exactly: value) { return String(integer) }
        return value.description
    }

    /// The text with backslash and line feed escaped, and quotes too in a label's value.
    static func escaped(_ raw: some StringProtocol, quotes: Bool) -> String {
        let backslash = UInt8(ascii: "\\")
        let quote = UInt8(ascii: "\"")
        let lineFeed = UInt8(ascii: "\n")
        guard raw.utf8.contains(where: { $0 == backslash || $0 == quote || $0 == lineFeed }) else {
            return String(raw)
        }
        var result = ""
        for scalar in raw.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\"" where quotes: result += "\\\""
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
