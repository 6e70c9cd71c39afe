import Events
import Foundation

/// A witness that the server asks: where it is, and the key that checks what it signs.
///
/// Written `<address>#<vkey>`; the address is the witness's submission prefix, an http or https URL.
public struct WitnessAddress: Hashable, Sendable {
    /// Without a slash at its end.
    let prefix: String
    let verifier: NoteVerifier

    /// The key's name: how the witness is called in log lines and metrics.
    var name: String { verifier.name }

    /// Reads the text form; nil for anything else.
    init?(_ text: String) {
        guard let mark = text.firstIndex(of: "#"), let verifier = try? NoteVerifier(text[text.index(after: mark)...]),
            verifier.kind == .cosignature
        else { return nil }
        var prefix = String(text[..<mark])
        while prefix.hasSuffix("/") { prefix.removeLast() }
        guard let url = URL(string: prefix), ["http", "https"].contains(url.scheme), url.host?.isEmpty == false,
            url.query == nil, url.user == nil, prefix.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        self.prefix = prefix
        self.verifier = verifier
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.prefix == right.prefix && left.verifier.text == right.verifier.text
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(prefix)
        hasher.combine(verifier.text)
    }
}
