/// Names as Prometheus accepts them; swift-metrics accepts any string.
enum PrometheusName {
    /// The exported name of a metric: letters, digits and `_`, ending in `suffix`.
    static func metric(_ label: String, suffix: String) -> String {
        let name = sanitized(label)
        return name.hasSuffix(suffix) ? name : name + suffix
    }

    /// The exported name of a label; `le` belongs to histograms and `__` to Prometheus.
    static func label(_ name: String) -> String {
        let name = sanitized(name)
        if name == "le" { return "le_" }
        return name.hasPrefix("__") ? "label" + name : name
    }

    private static func sanitized(_ raw: String) -> String {
        guard let first = raw.utf8.first else { return "_" }
        let startsWithDigit = isDigit(first)
        if !startsWithDigit, raw.utf8.allSatisfy(isAllowed) { return raw }
        var name = startsWithDigit ? "_" : ""
        for scalar in raw.unicodeScalars {
            let isValid = scalar.isASCII && isAllowed(UInt8(truncatingIfNeeded: scalar.value))
            name.unicodeScalars.append(isValid ? scalar : "_")
        }
        return name
    }

    // A colon is legal in a metric's name but kept for recording rules.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        return isLetter || isDigit(byte) || byte == UInt8(ascii: "_")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
