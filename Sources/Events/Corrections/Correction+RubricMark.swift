extension Correction {
    /// The mark of one rubric of the scheme, with the evidence it rests on.
    public struct RubricMark: Codable, Sendable, Equatable {
        public let titre: String
        public let note: Double
        public let max: Double
        public let appreciation: String
        public let conseils: [String]
        /// What was measured or read in the copie, in French.
        public let indices: [String]

        public init(
            titre: String, note: Double, max: Double, appreciation: String, conseils: [String], indices: [String]
        ) {
            self.titre = titre
            self.note = note
            self.max = max
            self.appreciation = appreciation
            self.conseils = conseils
            self.indices = indices
        }
    }
}
