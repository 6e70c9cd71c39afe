extension MarkingScheme {
    /// One line of the marking grid: what is judged, and out of how many points.
    public struct Rubric: Codable, Sendable, Equatable {
        public let titre: String
        public let max: Double

        public init(titre: String, max: Double) {
            self.titre = titre
            self.max = max
        }
    }
}
