extension Correction {
    /// Who read the copie, so that nobody takes a machine's reading for a teacher's, or rules for a model.
    public struct Correcteur: Codable, Sendable, Equatable {
        public let fournisseur: String
        public let modele: String
        /// Whether a language model wrote the correction.
        public let modeleDeLangue: Bool
        /// What the pupil must know about the limits of this reading.
        public let avertissement: String?

        public init(fournisseur: String, modele: String, modeleDeLangue: Bool, avertissement: String?) {
            self.fournisseur = fournisseur
            self.modele = modele
            self.modeleDeLangue = modeleDeLangue
            self.avertissement = avertissement
        }
    }
}
