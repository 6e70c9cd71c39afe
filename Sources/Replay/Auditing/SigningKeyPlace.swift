public import Events
import Foundation

/// Where the signing key is looked for: `EAF_SIGNING_KEY`, the file that `EAF_SIGNING_KEY_FILE` names, `<data>/signing.key`.
public struct SigningKeyPlace: Sendable {
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
    public func read() throws(ReplayFailure) -> SigningKey {
        let variable = "EAF_SIGNING_KEY"
        var (text, place) = (environment[variable], variable)
        if text?.isEmpty != false {
            place =
                environment[variable + "_FILE"].flatMap { $0.isEmpty ? nil : $0 } ?? dataDirectory + "/signing.key"
            text = try? String(contentsOfFile: place, encoding: .utf8)
        }
        guard let text else {
            throw ReplayFailure(
                .noInput,
                "Clé de signature introuvable : « \(place) » ne se lit pas. Donnez --key, la clé publique du journal, "
                    + "ou le bon dossier EAF_DATA_DIR.")
        }
        guard let key = SigningKey(text) else {
            throw ReplayFailure(
                .configuration,
                "\(place) ne contient pas une clé de signature : \(SigningKey.byteCount) octets en base64url.")
        }
        return key
    }
}
