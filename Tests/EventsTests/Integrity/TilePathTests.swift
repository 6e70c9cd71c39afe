import Testing

@testable import Events

@Suite struct `The path of a tile` {
    @Test func `is the one of the specification`() throws {
        let path = TilePath(level: 3, range: TileRange(index: 1_234_067, width: 256))
        #expect(path.text == "3/x001/x234/067")
        #expect(TilePath(level: 0, range: TileRange(index: 0, width: 1)).text == "0/000.p/1")
        #expect(TilePath(level: 63, range: TileRange(index: 999, width: 255)).text == "63/999.p/255")
        #expect(TilePath(level: 1, range: TileRange(index: 1_000, width: 256)).text == "1/x001/000")
        #expect(path.whole == path && TilePath("0/000.p/1")?.whole.text == "0/000")
    }

    @Test func `reads as it is written`() {
        let seed: UInt64 = 31
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let index = generator.next() >> (generator.next() % 64)
            let path = TilePath(
                level: Int(generator.next() % 64),
                range: TileRange(index: index, width: Int(generator.next() % 256) + 1))
            #expect(TilePath(path.text) == path, "seed \(seed), \(path.text)")
            #expect(TileRange(path.range.text) == path.range)
        }
    }

    @Test(arguments: [
        "", "/", "0", "0/", "0/0", "0/00", "0/0000", "0/000/", "/0/000", "0//000", "0/000.p", "0/000.p/", "0/000.p/0",
        "0/000.p/256", "0/000.p/01", "0/000.p/1/", "0/000.p/-1", "0/000.p/+1", "0/x000/000", "0/x001/x000",
        "0/001/000",
        "0/x01/000", "64/000", "-1/000", "00/000", "01/000", "+1/000", "0/ 00", "0/+00", "0/-01", "0/0x0", "0/../000",
        "0/..", "../0/000", "0/%30%30%30", "0/000?", "0/٠٠٠", "0/x018/x446/x744/x073/x709/x551/616",
        "0/x999/x999/x999/x999/x999/x999/999", "entries/000", "0/000.p/1.p/1", "0/x001.p/000", "0/X001/000",
        "0/000\n",
    ])
    func `is refused when it is spelt otherwise`(_ text: String) { #expect(TilePath(text) == nil) }

    /// The example of C2SP tlog-tiles: 70,000 leaves.
    @Test func `of the right edge is the one that the size says`() {
        let edges = (0..<8).map { TilePath.edge(ofLevel: $0, size: 70_000)?.text }
        #expect(edges == ["0/273.p/112", "1/001.p/17", "2/000.p/1", nil, nil, nil, nil, nil])
        #expect((0..<8).map { TilePath.entries(ofLevel: $0, size: 70_000) } == [70_000, 273, 1, 0, 0, 0, 0, 0])
        #expect(TilePath.edge(ofLevel: 0, size: 256) == nil)
        #expect(TilePath.edge(ofLevel: 1, size: 256)?.text == "1/000.p/1")
    }
}
