import Testing

@testable import Pages

@Suite struct `Charts` {
    private func marks(_ notes: Double...) -> [MarksChart.Mark] {
        notes.map { MarksChart.Mark(date: "jour", label: "copie", note: $0, href: "/") }
    }

    @Test func `of marks go from left to right within the picture, higher marks higher`() throws {
        let chart = try #require(MarksChart(marks(0, 20, 10), target: 14))
        let places = try chart.points.map { (try #require(Double($0.x)), try #require(Double($0.y))) }
        #expect(places.map(\.0) == places.map(\.0).sorted())
        #expect(places[1].1 < places[2].1 && places[2].1 < places[0].1)
        for (x, y) in places {
            #expect((0...MarksChart.width).contains(x) && (0...MarksChart.height).contains(y))
        }
        #expect(chart.summary == "3 notes, de 0 à 10 sur 20.")
    }

    @Test func `of one mark or of none are no line`() {
        #expect(MarksChart([], target: nil) == nil)
        #expect(MarksChart(marks(12.5), target: nil)?.summary == "Une note : 12,5 sur 20.")
    }

    @Test func `of bands have the highest bar for the most marks, and none when there are no marks`() throws {
        #expect(BarChart([("0 à 5", 0), ("6 à 9", 0)]) == nil)
        let chart = try #require(BarChart([("0 à 5", 1), ("6 à 9", 4), ("10 à 13", 0)]))
        let heights = chart.bars.compactMap { Double($0.height) }
        #expect(heights.max() == heights[1] && heights[2] == 0)
        #expect(chart.bars.map(\.share) == ["20 %", "80 %", "0 %"])
        #expect(chart.summary == "5 notes : 1 de 0 à 5, 4 de 6 à 9, 0 de 10 à 13.")
    }

    @Test func `and figures are written as in French`() {
        #expect([12.5, 7, 0.25, -0.01].map { FrenchText.number($0) } == ["12,5", "7", "0,3", "0"])
        #expect(FrenchText.number(0.0042, decimals: 4) == "0,0042")
        #expect(FrenchText.grouped(1_234_567) == "1\u{202F}234\u{202F}567")
        #expect([0, 1, 2].map { FrenchText.count($0, "copie") } == ["0 copie", "1 copie", "2 copies"])
        #expect([999, 310_000, 2_400_000].map(FrenchText.bytes) == ["999 octets", "310 ko", "2,4 Mo"])
    }
}
