/// Why a proof does not hold.
public enum ProofError: Error, Equatable, Sendable {
    /// The tree of `size` leaves has no leaf at `index`.
    case noSuchLeaf(index: UInt64, size: UInt64)
    /// A proof from `old` leaves to `new` ones: nothing to prove from none, nor backwards.
    case sizes(old: UInt64, new: UInt64)
    case tooLong
    case tooShort
    /// The proof leads to another root than the checkpoint's.
    case rootDiffers
    /// The proof does not lead from the older checkpoint's root to the newer one's.
    case inconsistent

    /// What it means, in French.
    public var explanation: String {
        switch self {
        case .noSuchLeaf(let index, let size):
            "le point de contrôle couvre \(size) enregistrement(s) : il n'y en a pas à l'indice \(index)"
        case .sizes(let old, let new):
            "rien ne se prouve d'un journal de \(old) enregistrement(s) à un journal de \(new)"
        case .tooLong: "la preuve a des empreintes en trop"
        case .tooShort: "il manque des empreintes à la preuve"
        case .rootDiffers: "la preuve mène à une autre racine que celle du point de contrôle"
        case .inconsistent:
            "l'ancien et le nouveau point de contrôle ne sont pas d'une même histoire (ou la preuve n'est pas la leur)"
        }
    }
}
