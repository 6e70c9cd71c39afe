import Events
import Foundation
import Testing

@Suite struct `Marking schemes` {
    typealias Rubric = MarkingScheme.Rubric

    @Test(arguments: EpreuveType.allCases)
    func `the grid of each épreuve passes the checks of any grid`(type: EpreuveType) throws {
        let scheme = MarkingScheme.official(for: type)
        #expect(try MarkingScheme(scheme.rubriques) == scheme)
    }

    @Test func `maxima that do not sum to 20 are refused`() {
        #expect(throws: MarkingSchemeError.total(19.5)) {
            try MarkingScheme([Rubric(titre: "A", max: 10), Rubric(titre: "B", max: 9.5)])
        }
    }

    @Test func `a repeated, untitled or worthless rubric is refused`() {
        #expect(throws: MarkingSchemeError.repeatedRubric("A")) {
            try MarkingScheme([Rubric(titre: "A", max: 10), Rubric(titre: "A", max: 10)])
        }
        #expect(throws: MarkingSchemeError.untitledRubric) { try MarkingScheme([Rubric(titre: " ", max: 20)]) }
        #expect(throws: MarkingSchemeError.rubricCount(0)) { try MarkingScheme([]) }
        for max in [0, -1, 0.3, .nan, 21] {
            #expect(throws: MarkingSchemeError.self) { try MarkingScheme([Rubric(titre: "A", max: max)]) }
        }
    }

    @Test func `a stored grid is checked when it is read`() throws {
        let scheme = MarkingScheme.official(for: .contractionEssai)
        #expect(try JSONDecoder().decode(MarkingScheme.self, from: JSONEncoder().encode(scheme)) == scheme)
        let bad = Data(#"{"rubriques":[{"titre":"A","max":12}]}"#.utf8)
        #expect(throws: MarkingSchemeError.total(12)) { try JSONDecoder().decode(MarkingScheme.self, from: bad) }
    }
}
