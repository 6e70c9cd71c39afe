import Crypto
import Foundation

/// How a vault keeps a person's key: AES-256-GCM under a key derived from the master key, bound to the person.
struct KeyWrapping: Sendable {
    /// nonce ‖ key ‖ tag.
    static let byteCount = 12 + PersonKey.byteCount + 16
    private static let probe = Array("eaf vault".utf8)
    static let probeCount = 12 + probe.count + 16

    private let key: SymmetricKey

    init(_ masterKey: MasterKey) { key = masterKey.derived(for: "vault") }

    func wrap(_ personKey: PersonKey, for person: PersonID) -> [UInt8] {
        seal(personKey.bytes, Self.binding(person))
    }

    /// Nil when it was wrapped under another master key, or for another person.
    func unwrap(_ wrapped: [UInt8], for person: PersonID) -> PersonKey? {
        open(wrapped, Self.binding(person)).map { PersonKey(SymmetricKey(data: $0)) }
    }

    /// A sealed constant, by which a wrong master key is noticed before any key is read.
    func sealedProbe() -> [UInt8] { seal(Self.probe, Data()) }

    func opensProbe(_ sealed: [UInt8]) -> Bool { open(sealed, Data()).map { [UInt8]($0) == Self.probe } ?? false }

    private func seal(_ bytes: [UInt8], _ binding: Data) -> [UInt8] {
        guard let sealed = try? AES.GCM.seal(bytes, using: key, authenticating: binding).combined else {
            preconditionFailure("AES-GCM refused a 256-bit key")
        }
        return [UInt8](sealed)
    }

    private func open(_ sealed: [UInt8], _ binding: Data) -> Data? {
        guard let box = try? AES.GCM.SealedBox(combined: sealed) else { return nil }
        return try? AES.GCM.open(box, using: key, authenticating: binding)
    }

    private static func binding(_ person: PersonID) -> Data { Data("vault|\(person)".utf8) }
}
