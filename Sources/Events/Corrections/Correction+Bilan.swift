extension Correction {
    /// The overall judgement: qualities and shortcomings, both required by the marking guidance.
    public struct Bilan: Codable, Sendable, Equatable {
        public let global: String
        public let pointsForts: [String]
        public let axesAmelioration: [String]

        public init(global: String, pointsForts: [String], axesAmelioration: [String]) {
            self.global = global
            self.pointsForts = pointsForts
            self.axesAmelioration = axesAmelioration
        }

        enum CodingKeys: String, CodingKey {
            case global
            case pointsForts = "points_forts"
            case axesAmelioration = "axes_amelioration"
        }
    }
}
