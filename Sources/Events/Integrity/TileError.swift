/// Why a tile cannot be read.
public enum TileError: Error, Equatable, Sendable {
    case missing(TilePath)
    /// The file has another length than its name says.
    case malformed(TilePath)
    /// The tree has `size` leaves: there is nothing to say about the one at `index`.
    case beyondTree(index: UInt64, size: UInt64)
    case io(FileError)

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch self {
        case .missing(let path):
            "Il manque la tuile \(path.text). « eaf rebuild », serveur arrêté, la refait depuis le journal."
        case .malformed(let path):
            "La tuile \(path.text) n'a pas la bonne longueur. « eaf rebuild », serveur arrêté, la refait depuis le journal."
        case .beyondTree(let index, let size):
            "L'arbre couvre \(size) enregistrement(s) ; il n'y a rien à l'indice \(index)."
        case .io(let error): "Le système a refusé la lecture d'une tuile : \(error.description)."
        }
    }
}
