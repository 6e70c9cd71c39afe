import Testing

@testable import Events

extension `Every event log` {
    @Test(arguments: LogKind.all, seeds)
    func `is read from anywhere, in pieces of any size`(_ kind: LogKind, _ seed: UInt64) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: seed)
        try log.fill(50, recordsMax: 4, with: &maker)
        let records = try log.recordsOneByOne()
        for bytesMax in [0, 1, 300, 999, 4_096, 70_000, .max] {
            for start in stride(from: 0, through: records.count, by: kind.isRemote ? 37 : 7) {
                var position = LogPosition(UInt64(start))
                var bytes: [UInt8] = []
                while try position < log.head.position {
                    let chunk = try log.lines(after: position, bytesMax: bytesMax)
                    #expect(chunk.first == position.next, "seed \(seed)")
                    #expect(chunk.bytes.count <= max(bytesMax, RecordFormat.bytesMax), "seed \(seed)")
                    position = try #require(try chunk.records().last?.position, "seed \(seed)")
                    bytes += chunk.bytes
                }
                let expected = records[start...].flatMap { (record) -> [UInt8] in Array(record.line) + [0x0A] }
                #expect(bytes == expected, "seed \(seed), after \(start), at most \(bytesMax)")
            }
        }
    }

    @Test(arguments: LogKind.all)
    func `is read past long records`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: 13)
        // More bytes between two indexed offsets than a reader asks for at first.
        let pages = (0..<20).map { String(repeating: "x", count: 3_000 * $0) }
        for page in pages { try log.add(maker.commit(after: log.head, pages: [page])) }
        for (index, page) in pages.enumerated() {
            let record = try log.lines(after: LogPosition(UInt64(index)), bytesMax: 1).records()[0]
            #expect(record.position == LogPosition(UInt64(index + 1)))
            #expect(try record.fields(opener: nil).string("page") == page)
        }
    }

    @Test(arguments: LogKind.all)
    func `names a record that it does not have`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: 14)
        try log.fill(20, recordsMax: 3, with: &maker)
        let head = try log.head.position
        for position in [.zero, head.next, LogPosition(head.rawValue + 1_000), .end] {
            #expect(throws: EventLogError.noSuchRecord(position)) { try log.record(at: position) }
        }
        for position in [head, head.next, LogPosition(head.rawValue + 1_000), .end] {
            #expect(try log.lines(after: position, bytesMax: 1_000).isEmpty)
        }
    }

    @Test(arguments: LogKind.all)
    func `gives all records to who folds it, up to the one asked for`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: 15)
        try log.fill(30, recordsMax: 4, with: &maker)
        let count = try log.head.position.rawValue
        for (first, last) in [(0, count), (0, count + 5), (5, 5), (5, 17), (count, count), (0, 1), (9, 3)] {
            var seen: [UInt64] = []
            try log.forEachRecord(after: LogPosition(first), through: LogPosition(last)) {
                seen.append($0.position.rawValue)
            }
            #expect(seen == Array(min(first, last) + 1..<min(last, count) + 1).filter { $0 > first })
        }
    }

    @Test(arguments: LogKind.all, seeds)
    func `finds the last whole commit by time and by position`(_ kind: LogKind, _ seed: UInt64) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: seed)
        #expect(try log.lastPosition(notAfter: RecordText.time) == .zero)
        #expect(try log.wholeCommit(atOrBefore: .end) == .zero)
        try log.fill(60, recordsMax: 5, with: &maker)
        let records = try log.recordsOneByOne()
        let ends = records.filter { $0.commit == $0.position }
        let first = records[0].time.microseconds - 2
        let last = records[records.count - 1].time.microseconds + 2
        for microseconds in [Int64.min, 0] + Array(first...last) + [.max] {
            let time = Timestamp(microseconds: microseconds)
            let expected = ends.last { end in
                records.allSatisfy { $0.commit != end.position || $0.time <= time }
            }
            #expect(
                try log.lastPosition(notAfter: time) == expected?.position ?? .zero,
                "seed \(seed), time \(microseconds)")
        }
        for position in (0...UInt64(records.count + 3)).map({ LogPosition($0) }) + [.end] {
            let expected = ends.last { $0.position <= position }?.position ?? .zero
            #expect(try log.wholeCommit(atOrBefore: position) == expected, "seed \(seed), position \(position)")
        }
    }
}
