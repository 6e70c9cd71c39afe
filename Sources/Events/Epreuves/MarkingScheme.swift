/// The rubrics a copie is marked on, in order, with maxima that sum to 20.
///
/// Decoding checks what the initialiser checks, so a stored scheme cannot be one that was never accepted.
public struct MarkingScheme: Codable, Sendable, Equatable {
    /// The mark of every written épreuve is out of this.
    public static let total: Double = 20
    /// More rubrics than this make a grid nobody reads.
    public static let maximumRubrics = 12

    public let rubriques: [Rubric]

    /// Checks that there are 1 to 12 rubrics, titled and distinct, with maxima in half points that sum to 20.
    public init(_ rubriques: [Rubric]) throws(MarkingSchemeError) {
        guard (1...Self.maximumRubrics).contains(rubriques.count) else {
            throw .rubricCount(rubriques.count)
        }
        var seen: Set<String> = []
        for rubric in rubriques {
            guard rubric.titre.contains(where: \.isLetter) else { throw .untitledRubric }
            guard seen.insert(rubric.titre).inserted else { throw .repeatedRubric(rubric.titre) }
            guard rubric.max > 0, rubric.max <= Self.total, rubric.max.isHalfPoint else {
                throw .maximum(titre: rubric.titre, max: rubric.max)
            }
        }
        let sum = rubriques.reduce(0) { $0 + $1.max }
        guard sum == Self.total else { throw .total(sum) }
        self.rubriques = rubriques
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(container.decode([Rubric].self, forKey: .rubriques))
    }

    /// For the literals of `MarkingScheme+Official.swift`, which a test puts through the checking initialiser.
    init(unchecked rubriques: [Rubric]) {
        self.rubriques = rubriques
    }

    enum CodingKeys: String, CodingKey {
        case rubriques
    }
}
