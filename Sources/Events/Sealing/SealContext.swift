import Crypto
import Foundation

/// Seals and opens the personal values of one record: AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce, and associated
/// data that binds the value to the record's id, its type and the field, so that no sealed value can be moved elsewhere.
struct SealContext: Sendable {
    let key: PersonKey
    let recordID: RecordID
    let type: String

    /// `base64url(nonce ‖ ciphertext ‖ tag)`; nil only when the cryptographic library fails.
    func seal(_ plain: Data, field: String) -> String? {
        guard let box = try? AES.GCM.seal(plain, using: key.records, authenticating: associated(field)),
            let combined = box.combined
        else { return nil }
        return Base64URL.encode(combined)
    }

    /// The plaintext; nil when the value was made under another key or for another place, or was changed.
    func open(_ sealed: String, field: String) -> [UInt8]? {
        guard let bytes = Base64URL.decode(sealed), let box = try? AES.GCM.SealedBox(combined: bytes),
            let plain = try? AES.GCM.open(box, using: key.records, authenticating: associated(field))
        else { return nil }
        return [UInt8](plain)
    }

    private func associated(_ field: String) -> Data { Data("\(recordID)|\(type)|\(field)".utf8) }
}
