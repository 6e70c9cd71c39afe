import Foundation

/// The plaintext of a sealed value: JSON.
enum SealedJSON {
    /// Reads a value; strings, by far the most frequent, without a `JSONDecoder`.
    static func decode<Value: Decodable>(_ type: Value.Type, from plain: [UInt8]) -> Value? {
        if type == String.self {
            return JSONScanner.string(plain.span, from: 0, to: plain.count) as? Value
        }
        return try? JSONDecoder().decode(type, from: Data(plain))
    }
}
