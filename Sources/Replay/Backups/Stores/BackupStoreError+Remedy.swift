import Events

/// What operators are told.
extension BackupStoreError {
    /// A sentence with what to do, in French.
    public var remedy: String {
        switch self {
        case .conflict(let key):
            "« \(key) » a été écrit entre-temps par un autre processus : un seul doit expédier vers cette sauvegarde."
        case .unavailable(let reason, _): "Sauvegarde injoignable pour l'instant : \(reason)."
        case .denied(let reason): "Sauvegarde refusée : \(reason). Vérifiez l'adresse, les droits et les clés."
        case .tooLarge(let key, let bytesMax): "« \(key) » dépasse \(bytesMax) octets : ce n'est pas l'objet attendu."
        case .broken(let key, let reason): "« \(key) » n'a pas pu être lu ou écrit : \(reason)."
        case .io(let error): "Le système a refusé une opération sur la sauvegarde : \(error.description)."
        }
    }

    /// What happened, in French, without saying where.
    var explanation: String {
        switch self {
        case .conflict(let key): "« \(key) » a été écrit entre-temps par un autre processus"
        case .unavailable(let reason, _), .denied(let reason): reason
        case .tooLarge(let key, let bytesMax): "« \(key) » dépasse \(bytesMax) octets"
        case .broken(let key, let reason): "« \(key) » : \(reason)"
        case .io(let error): error.description
        }
    }
}
