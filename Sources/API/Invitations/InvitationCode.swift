import Foundation

/// A one-time code, as it is shown and typed: `XXXX-XXXX-XXXX`, 60 random bits in Crockford's base 32.
enum InvitationCode {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// A new code.
    static func random(using generator: inout some RandomNumberGenerator) -> String {
        let characters = (0..<12).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &generator)] }
        return stride(from: 0, to: 12, by: 4).map { String(characters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// The code without its hyphens and spaces, upper-case, and with the letters that are taken for digits read as digits.
    static func normalised(_ typed: String) -> String {
        String(
            typed.uppercased().compactMap { character in
                switch character {
                case "-", " ": nil
                case "O": "0"
                case "I", "L": "1"
                default: character
                }
            })
    }
}
