import Crypto
import Events
import Foundation
import LanguageModels

/// A text with places written `{{name}}`.
struct PromptTemplate: Sendable {
    let text: String

    init(_ text: String) { self.text = text }

    /// The text with its places filled in one pass: a value that holds `{{…}}` stays as it is.
    func filled(_ values: [String: String]) -> String {
        text.replacing(/\{\{([a-z_]+)\}\}/) { match in
            guard let value = values[String(match.1)] else {
                preconditionFailure("the prompt has a place \(match.1) that nobody fills")
            }
            return value
        }
    }

    /// Names the version of a prompt: SHA-256 of the template and of the shape that is asked for, in hexadecimal.
    func hash(with shape: ModelShape) -> String {
        var hash = SHA256()
        hash.update(data: Data(text.utf8))
        hash.update(data: [0])
        hash.update(data: shape.json)
        return hash.finalize().hexadecimal
    }
}
