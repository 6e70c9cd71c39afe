/// Why the vault could not do what was asked.
public enum VaultError: Error, Equatable, Sendable {
    /// The person has a key already.
    case exists
    /// The person was erased; a key is never made again.
    case erased
    /// The vault was made under another master key.
    case wrongMasterKey
    /// The file is not a vault, or is damaged at a slot.
    case damaged(slot: Int)
    case io(FileError)
    /// The database did not do what was asked. A key that was not made durable is given to nobody.
    case database(DatabaseFailure)

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch self {
        case .exists: "Cette personne a déjà une clé."
        case .erased: "Cette personne a été effacée : aucune clé ne peut plus être créée pour elle."
        case .wrongMasterKey:
            "La clé maîtresse ne correspond pas au coffre. Remettez la valeur d'origine de EAF_MASTER_KEY (ou le fichier master.key)."
        case .damaged(let slot): "Le coffre est endommagé (emplacement \(slot)). Restaurez-le depuis une sauvegarde."
        case .io(let error): "Le système a refusé une opération sur le coffre : \(error.description)."
        case .database(let failure): failure.remedy
        }
    }
}
