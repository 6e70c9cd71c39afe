public import Events
import Foundation

/// Where the signing key is looked for: `EAF_SIGNING_KEY`, the file that `EAF_SIGNING_KEY_FILE` names, `<data>/signing.key`.
public struct SigningKeyPlace: Sendable {
    static let variable = "EAF_SIGNING_KEY"
    static let fileVariable = "EAF_SIGNING_KEY_FILE"

    private let environment: [String: String]
    private let dataDirectory: String

    /// Looks in `environment` and under `dataDirectory`.
    public init(environment: [String: String], dataDirectory: String) {
        self.environment = environment
        self.dataDirectory = dataDirectory
    }

    private var path: String {
        environment[Self.fileVariable].flatMap { $0.isEmpty ? nil : $0 } ?? dataDirectory + "/signing.key"
    }

    /// Reads the key; none is ever made here.
    ///
    /// - Throws: `ReplayFailure`: 66 when there is none, 78 when it is malformed.
    public func read() throws(ReplayFailure) -> SigningKey {
        if let text = environment[Self.variable], !text.isEmpty { return try Self.parse(text, from: Self.variable) }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw ReplayFailure(
                .noInput,
                "Clé de signature introuvable : « \(path) » ne se lit pas. Donnez \(Self.variable), "
                    + "\(Self.fileVariable) ou le bon dossier EAF_DATA_DIR.")
        }
        return try Self.parse(text, from: path)
    }

    /// Reads the key; nil when there is none anywhere.
    ///
    /// - Throws: `ReplayFailure` 78 when it is malformed.
    func readIfThere() throws(ReplayFailure) -> SigningKey? {
        let isGiven = [Self.variable, Self.fileVariable].contains { environment[$0].map { !$0.isEmpty } ?? false }
        guard isGiven || FileManager.default.fileExists(atPath: path) else { return nil }
        return try read()
    }

    private static func parse(_ text: String, from place: String) throws(ReplayFailure) -> SigningKey {
        guard let key = SigningKey(text) else {
            throw ReplayFailure(
                .configuration,
                "\(place) ne contient pas une clé de signature : \(SigningKey.byteCount) octets en base64url.")
        }
        return key
    }
}
