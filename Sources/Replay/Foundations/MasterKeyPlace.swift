public import Events
import Foundation

/// Where the master key is looked for: `EAF_MASTER_KEY`, the file that `EAF_MASTER_KEY_FILE` names, `<data>/master.key`.
public struct MasterKeyPlace: Sendable {
    static let variable = "EAF_MASTER_KEY"
    static let fileVariable = "EAF_MASTER_KEY_FILE"

    private let environment: [String: String]
    private let dataDirectory: String

    /// Looks in `environment` and under `dataDirectory`.
    public init(environment: [String: String], dataDirectory: String) {
        self.environment = environment
        self.dataDirectory = dataDirectory
    }

    /// Reads the key; none is ever made here.
    ///
    /// - Throws: `ReplayFailure`: 66 when there is none, 78 when it is malformed.
    public func read() throws(ReplayFailure) -> MasterKey {
        if let text = environment[Self.variable], !text.isEmpty {
            return try Self.parse(text, from: Self.variable)
        }
        let named = environment[Self.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        let path = named ?? dataDirectory + "/master.key"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ReplayFailure(
                .noInput,
                "Clé maîtresse introuvable : « \(path) » ne se lit pas. Donnez \(Self.variable), \(Self.fileVariable) "
                    + "ou le bon dossier EAF_DATA_DIR.")
        }
        return try Self.parse(text, from: path)
    }

    private static func parse(_ text: String, from place: String) throws(ReplayFailure) -> MasterKey {
        guard let key = MasterKey(text) else {
            throw ReplayFailure(
                .configuration,
                "\(place) ne contient pas une clé maîtresse : \(MasterKey.byteCount) octets en base64url.")
        }
        return key
    }
}
