/// The written épreuves a copie can answer; the raw values are the storage and wire names.
///
/// Commentaire and dissertation belong to the general track; contraction and essai to the technological one
/// (note de service MENE2019312N, BO spécial n° 7 of 30 July 2020).
public enum EpreuveType: String, Codable, Sendable, CaseIterable {
    case commentaire
    case dissertation
    case contractionEssai = "contraction_essai"
}
