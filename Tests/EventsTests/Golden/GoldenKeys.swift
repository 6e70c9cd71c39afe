import Crypto
import Foundation

@testable import Events

/// The keys of the persons in golden logs, from `eventlog/golden/v1/keys.json`. They are public.
struct GoldenKeys: KeyRing {
    private struct File: Codable {
        let comment: String
        let keys: [String: String]
    }

    private let keys: [PersonID: PersonKey]

    /// Reads the file.
    ///
    /// - Throws: when it is not there or is not of this form.
    init() throws {
        let data = try Data(contentsOf: GoldenFiles.golden.appending(path: "keys.json"))
        var keys: [PersonID: PersonKey] = [:]
        for (person, text) in try JSONDecoder().decode(File.self, from: data).keys {
            guard let id = PersonID(person), let bytes = Base64URL.decode(text), bytes.count == PersonKey.byteCount
            else { throw CocoaError(.fileReadCorruptFile) }
            keys[id] = PersonKey(SymmetricKey(data: bytes))
        }
        self.keys = keys
    }

    func key(for person: PersonID) -> PersonKey? { keys[person] }
}
