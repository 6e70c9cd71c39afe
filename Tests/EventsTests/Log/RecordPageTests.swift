import Testing

@testable import Events

@Suite struct `Pages of records` {
    private func log(_ generator: inout SeededGenerator) throws -> MemoryEventLog {
        let log = MemoryEventLog()
        var maker = CommitMaker(seed: generator.next())
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            let commit = try maker.commit(after: log.head, recordsMax: 5)
            _ = try log.append(after: log.head.position, catchUp: { _ in }, batch: { _ in commit })
        }
        return log
    }

    /// Records of every third minute, so to say: a filter that keeps some.
    private func filter(_ generator: inout SeededGenerator, of log: MemoryEventLog) throws -> RecordFilter {
        var filter = RecordFilter()
        guard log.head.position > .zero else { return filter }
        let middle = LogPosition(UInt64.random(in: 1...log.head.position.rawValue, using: &generator))
        switch Int.random(in: 0...3, using: &generator) {
        case 0: filter.types = ["vital"]
        case 1: filter.subject = "copie"
        case 2: filter.since = try log.record(at: middle).time
        default: filter.until = try log.record(at: middle).time
        }
        return filter
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `one after another are what the query finds`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let log = try log(&generator)
        let filter = try filter(&generator, of: log)
        let end = LogPosition(UInt64.random(in: 0...log.head.position.rawValue + 3, using: &generator))
        var query = RecordQuery(after: .zero, through: end, filter: filter, limit: nil)
        var wanted: [LogPosition] = []
        try query.forEach(in: log) { wanted.append($0.position) }
        let limit = Int.random(in: 1...7, using: &generator)
        let recordsMax = Int.random(in: 1...9, using: &generator)
        var found: [LogPosition] = []
        while true {
            query.limit = limit
            let page = try RecordPage(of: query, recordsMax: recordsMax, in: log)
            #expect(page.through.distance(from: query.after) <= recordsMax, "seed \(seed)")
            var part: [LogPosition] = []
            try RecordQuery(after: query.after, through: page.through, filter: filter, limit: nil)
                .forEach(in: log) { part.append($0.position) }
            #expect(part.count <= limit, "seed \(seed)")
            found += part
            if page.isLast { break }
            try #require(page.through > query.after, "seed \(seed): a page goes on")
            query.after = page.through
        }
        #expect(found == wanted, "seed \(seed)")
    }

    @Test func `behind the end there is one empty page`() throws {
        var generator = SeededGenerator(seed: 1)
        let log = try log(&generator)
        let query = RecordQuery(after: LogPosition(1_000_000), through: .end, filter: RecordFilter(), limit: 10)
        #expect(try RecordPage(of: query, recordsMax: 10, in: log).isLast)
    }
}
