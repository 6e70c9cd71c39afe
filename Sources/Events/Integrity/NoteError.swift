/// Why a signed note, a checkpoint or a proof's file cannot be believed, or read at all.
public enum NoteError: Error, Equatable, Sendable {
    /// The bytes are not a signed note (C2SP signed-note).
    case notANote
    /// The key is not of the form `<name>+<key ID>+<base 64>`, or of a kind that is not known here.
    case notAKey
    /// No signature is by the key.
    case notSigned(by: String)
    /// The signature by the key does not belong to the text.
    case badSignature(by: String)
    /// The text is not a checkpoint (C2SP tlog-checkpoint).
    case notACheckpoint
    /// The checkpoint is another log's.
    case otherOrigin(expected: String, found: String)
    /// The bytes are not a proof (C2SP tlog-proof, tlog-witness).
    case notAProof

    /// What it means, in French.
    public var explanation: String {
        switch self {
        case .notANote: "ce n'est pas une note signée (C2SP signed-note)"
        case .notAKey: "ce n'est pas une clé publique de la forme <nom>+<identifiant>+<base 64>"
        case .notSigned(let name): "aucune signature n'est de la clé « \(name) »"
        case .badSignature(let name): "la signature de « \(name) » ne correspond pas au texte"
        case .notACheckpoint: "la note n'est pas un point de contrôle (C2SP tlog-checkpoint)"
        case .otherOrigin(let expected, let found):
            "le point de contrôle est celui du journal « \(found) », pas de « \(expected) »"
        case .notAProof: "ce n'est pas une preuve (C2SP tlog-proof, ou demande « add-checkpoint » de tlog-witness)"
        }
    }
}
