import Testing

@testable import Events

@Suite struct `Tiles that a killed process left half written` {
    @Test func `go with the first write into their folder, whatever they were to become`() throws {
        let tree = try SampleTree(records: 600)
        try tree.integrate()
        for name in ["log/tiles/0/002.tmp", "log/tiles/0/002.p/9.tmp", "log/tiles/1/000.p/9.tmp"] {
            try tree.folder.write([1, 2, 3], to: name)
        }
        try tree.log.grow(to: 601, seed: 2)
        try tree.integrate()
        #expect(try tree.folder.files().keys.allSatisfy { !$0.hasSuffix(".tmp") })
        #expect(try tree.faults() == [])
    }
}
