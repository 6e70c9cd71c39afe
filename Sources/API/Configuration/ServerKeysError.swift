public import Events

/// Why the server's keys could not be had.
public enum ServerKeysError: Error, Equatable, Sendable {
    /// Others than its owner may read or write the file.
    case open(path: String, mode: UInt32)
    /// The file does not hold a key.
    case malformed(path: String)
    /// The file is missing and there is a vault that was made with it.
    case missing(path: String)
    /// The file of the signing key is missing and there is a checkpoint that it signed.
    case missingSigningKey(path: String)
    /// Another process is making the file.
    case busy
    case io(FileError)

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch self {
        case .open(let path, let mode):
            "\(path) est accessible à d'autres comptes (mode \(String(mode, radix: 8))). "
                + "Lancez « chmod 600 \(path) » ; si d'autres ont pu le lire, changez la clé."
        case .malformed(let path):
            "\(path) ne contient pas une clé (32 octets en base64url). Remettez le fichier d'origine."
        case .missing(let path):
            "Le coffre existe, mais \(path) a disparu. Remettez ce fichier, "
                + "ou donnez la clé d'origine dans EAF_MASTER_KEY."
        case .missingSigningKey(let path):
            "Des points de contrôle ont été signés, mais \(path) a disparu. Remettez ce fichier, "
                + "ou donnez la clé d'origine dans EAF_SIGNING_KEY (clé perdue : RUNBOOK, « Clé de signature »)."
        case .busy: "Un autre processus crée la clé en ce moment. Relancez la commande."
        case .io(let error):
            "Le système a refusé une opération sur le fichier d'une clé : \(error.description). "
                + "Vérifiez EAF_DATA_DIR et ses droits."
        }
    }
}
