import Events
import Foundation

/// From what a model wrote to a value of the prompt's shape.
enum ModelAnswerReader {
    static func value(of text: String, shape: ModelShape) throws(ModelFailure) -> JSONValue {
        let bytes = Array(unfenced(text).utf8)
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
            throw ModelFailure(.malformedAnswer, "not JSON")
        }
        do throws(ModelShapeDefect) {
            try shape.check(value)
        } catch {
            throw ModelFailure(.malformedAnswer, error.description)
        }
        return value
    }

    /// Servers without a strict mode let models put their JSON into a block of Markdown.
    private static func unfenced(_ text: String) -> Substring {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.hasPrefix("```"), trimmed.hasSuffix("```"), let line = trimmed.firstIndex(where: \.isNewline),
            trimmed.count > 6
        else { return trimmed[...] }
        return trimmed[line...].dropLast(3)
    }
}
