import Foundation

/// Base 64 with the standard alphabet and padding (RFC 4648 §4), as signed notes and checkpoints have it.
enum Base64 {
    static func encode(_ bytes: some Sequence<UInt8>) -> String { Data(bytes).base64EncodedString() }

    /// The bytes of `text`; nil when it is not base 64, or not in its one canonical form.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let text = String(text)
        guard let data = Data(base64Encoded: text), data.base64EncodedString().utf8.elementsEqual(text.utf8) else {
            return nil
        }
        return [UInt8](data)
    }
}
