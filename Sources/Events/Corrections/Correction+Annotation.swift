extension Correction {
    /// A remark pinned to an exact passage of the copie.
    public struct Annotation: Codable, Sendable, Equatable {
        /// The stored and wire names of the kinds of remark.
        public enum Kind: String, Codable, Sendable, CaseIterable {
            case erreur
            case remarque
            case bravo
        }

        /// Copied character for character from the text of the copie, so that a page can highlight it.
        public let extrait: String
        public let commentaire: String
        public let type: Kind

        public init(extrait: String, commentaire: String, type: Kind) {
            self.extrait = extrait
            self.commentaire = commentaire
            self.type = type
        }
    }
}
