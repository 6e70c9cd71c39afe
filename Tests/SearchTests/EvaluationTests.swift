import Foundation
import TestSupport
import Testing

@testable import Search

@Suite struct `Evaluating a search` {
    @Test func `takes questions of a file with tabulations`() throws {
        let file = try QueryFile("\u{FEFF}q1\tméthode du commentaire\r\n\nq2\t ironie \n")
        #expect(
            file.queries == [.init(id: "q1", text: "méthode du commentaire"), .init(id: "q2", text: "ironie")])
    }

    @Test(arguments: [("q1 sans tabulation", 1), ("q1\ta\nq1\tb", 2), ("\n\nq 1\ta", 3), ("\tvide", 1)])
    func `names the line that is wrong`(text: String, line: Int) {
        #expect { try QueryFile(text) } throws: { ($0 as? LineFault)?.line == line }
    }

    @Test func `measures gains discounted by rank`() throws {
        let judged = try Judgements("q1 0 a 2\nq1 0 b 1\nq1 0 c 0\nq2 0 a 0\n")
        #expect(judged.nDCG10(of: ["a", "b"], for: "q1") == 1)
        let swapped = try #require(judged.nDCG10(of: ["b", "a"], for: "q1"))
        #expect(abs(swapped - (1 + 3 / log2(3)) / (3 + 1 / log2(3))) < 1e-12)
        #expect(judged.nDCG10(of: ["x"], for: "q1") == 0)
        #expect(judged.nDCG10(of: ["a"], for: "q2") == nil)
        #expect(judged.nDCG10(of: Array(repeating: "x", count: 10) + ["a"], for: "q1") == 0)
        #expect(throws: LineFault.self) { try Judgements("q1 0 a") }
    }

    @Test func `asks as people type`() {
        #expect(QueryNoise.withoutAccents("l’œuvre intégrale, ÉTÉ") == "l’oeuvre integrale, ETE")
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            let typo = QueryNoise.withTypo("la méthode du commentaire", using: &generator)
            #expect(typo.hasPrefix("la ") && typo.split(separator: " ").count == 4)
        }
        #expect(QueryNoise.withTypo("le vers", using: &generator) == "le vers")
    }
}
