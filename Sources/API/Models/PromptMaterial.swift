import Crypto
import Events
import Foundation

/// Texts of other people in a prompt, each between marks that hold a digest of all of them: nobody can write the mark that ends his
/// own text, because the text would have to hold its own digest.
struct PromptMaterial: Sendable {
    private let parts: [(title: String, text: String)]
    /// The digest in the marks.
    let mark: String

    init(_ parts: [(title: String, text: String)]) {
        self.parts = parts
        var hash = SHA256()
        for part in parts {
            hash.update(data: Data(part.text.utf8))
            hash.update(data: [0])
        }
        mark = hash.finalize().prefix(8).hexadecimal
    }

    var text: String {
        parts.map { part in
            "<<<\(part.title) \(mark)>>>\n\(Self.cleaned(part.text))\n<<<FIN \(part.title) \(mark)>>>"
        }.joined(separator: "\n\n")
    }

    /// Without characters that nobody sees and a model reads all the same.
    private static func cleaned(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control where scalar != "\n" && scalar != "\t": continue
            case .format, .privateUse, .surrogate, .unassigned: continue
            default: view.append(scalar)
            }
        }
        return String(view)
    }
}
