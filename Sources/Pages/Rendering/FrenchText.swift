/// Figures as French writes them.
public enum FrenchText {
    /// `12,5`, `7`; no more than so many decimals, zeros at the end left out.
    public static func number(_ value: Double, decimals: Int = 1) -> String {
        var factor = 1.0
        for _ in 0..<decimals { factor *= 10 }
        let scaled = (value * factor).rounded()
        var text = scaled == 0 ? "0" : "\(scaled / factor)"
        if text.hasSuffix(".0") { text.removeLast(2) }
        return text.replacing(".", with: ",")
    }

    /// `1 copie`, `2 copies`, `0 copie`.
    public static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
        "\(grouped(count)) \(count < 2 ? one : many ?? one + "s")"
    }

    /// `1 234 567`, with narrow spaces that do not break.
    public static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
            text.append(digit)
        }
        return (value < 0 ? "−" : "") + text
    }

    /// `2,4 Mo`, `310 ko`.
    public static func bytes(_ count: Int) -> String {
        if count < 1_000 { return "\(count) octets" }
        if count < 1_000_000 { return "\(grouped(count / 1_000)) ko" }
        return "\(number(Double(count) / 1_000_000)) Mo"
    }
}
