/// A class's enrolment code: six characters that are not taken for one another (A to Z without I and O, 2 to 9).
enum ClassCode {
    static let length = 6
    private static let alphabet = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789")

    /// Whether a text, in capital letters, is such a code.
    static func isOne(_ text: String) -> Bool { text.count == length && text.allSatisfy { alphabet.contains($0) } }

    /// A random code.
    static func random(using generator: inout some RandomNumberGenerator) -> String {
        String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] })
    }
}
