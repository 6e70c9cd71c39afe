public import Foundation

/// The one way we turn `Encodable` values into JSON that is stored or hashed: sorted keys, no white space.
public enum CanonicalJSON {
    /// The JSON of `value`.
    ///
    /// - Throws: `EncodingError` when a number is not finite.
    public static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }
}
