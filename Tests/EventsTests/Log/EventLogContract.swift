import Testing

@testable import Events

/// What every log must do, whatever it is kept in.
@Suite struct `Every event log` {
    static let seeds: [UInt64] = [1, 2, 3]
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: LogKind.all)
    func `is empty at first`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        #expect(try log.head == .empty)
        #expect(try log.lines(after: .zero, bytesMax: 1_000).isEmpty)
        #expect(throws: EventLogError.noSuchRecord(LogPosition(1))) { try log.record(at: LogPosition(1)) }
    }

    @Test(arguments: LogKind.all, seeds)
    func `gives positions without gaps from 1, and whole commits`(_ kind: LogKind, _ seed: UInt64) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: seed)
        var ends: [UInt64] = []
        for _ in 0..<40 {
            let head = try log.add(maker.commit(after: log.head, recordsMax: 5))
            #expect(try log.head == head, "seed \(seed)")
            ends.append(head.position.rawValue)
        }
        var records: [Record] = []
        try log.forEachRecord(after: .zero, through: .end) { records.append($0) }
        #expect(records.map(\.position.rawValue) == Array(1...UInt64(records.count)), "seed \(seed)")
        for record in records {
            #expect(record.commit.rawValue == ends.first { $0 >= record.position.rawValue }, "seed \(seed)")
        }
        #expect(try log.head.time == records.last?.time, "seed \(seed)")
    }

    @Test(arguments: LogKind.all)
    func `keeps bytes as they were written`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: 7)
        let pages = [
            "\"\\\u{0}\u{1F}\u{7F}\n\r\t", "\u{2028}\u{2029}\u{85}", "é\u{1F468}\u{200D}\u{1F393}𝄞", "",
            String(repeating: "Œ", count: 29_000), String(repeating: "\u{1}", count: 9_000),
        ]
        var written: [UInt8] = []
        for page in pages {
            let commit = try maker.commit(after: log.head, pages: ["avant", page, "après"])
            written += commit.bytes
            try log.add(commit)
        }
        #expect(try log.everything() == written)
        for (index, page) in pages.enumerated() {
            let record = try log.record(at: LogPosition(UInt64(3 * index + 2)))
            #expect(try record.fields(opener: nil).string("page") == page)
        }
    }

    @Test(arguments: LogKind.all)
    func `takes a record of the greatest length`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        var probe = CommitMaker(seed: 8)
        let overhead = try probe.commit(after: .empty, pages: [""]).lines[0].count
        var maker = CommitMaker(seed: 8)
        let room = RecordFormat.bytesMax - 1 - overhead
        let commit = try maker.commit(after: .empty, pages: [String(repeating: "x", count: room)])
        #expect(commit.bytes.count == RecordFormat.bytesMax)
        try log.add(commit)
        #expect(try log.everything() == commit.bytes)
        #expect(throws: RecordEncodingError.tooLong(bytes: RecordFormat.bytesMax)) {
            try maker.commit(after: log.head, pages: [String(repeating: "x", count: room + 1)])
        }
    }

    @Test(arguments: LogKind.all)
    func `appends nothing when the batch is nil`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: 9)
        try log.fill(3, recordsMax: 3, with: &maker)
        let before = try log.everything()
        let head = try log.head
        let after = try log.append(after: head.position, catchUp: { _ in }, batch: { _ in nil })
        #expect(after == head)
        #expect(try log.everything() == before)
        try log.fill(1, recordsMax: 3, with: &maker)
        #expect(try log.head.position > head.position)
    }

    @Test(arguments: LogKind.all, [UInt64(0), 1, 7, 20])
    func `hands over what the writer does not know, before it asks for the batch`(
        _ kind: LogKind, _ known: UInt64
    ) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: 10)
        try log.add(maker.commit(after: log.head, pages: (0..<20).map { "/\($0)" }))
        let next = try maker.commit(after: log.head, pages: ["/fin"])
        var caughtUp: [UInt64] = []
        var asked: [LogPosition] = []
        let head = try log.append(
            after: LogPosition(known), catchUp: { caughtUp += $0.map(\.position.rawValue) },
            batch: { head in
                asked.append(head.position)
                return next
            })
        #expect(caughtUp == Array((known + 1)..<21))
        #expect(asked == [LogPosition(20)])
        #expect(head.position == LogPosition(21))
    }

    @Test(arguments: LogKind.durable, seeds)
    func `is the same after reopening`(_ kind: LogKind, _ seed: UInt64) throws {
        var maker = CommitMaker(seed: seed)
        var written: [UInt8] = []
        for _ in 0..<12 {
            let log = try kind.open(folder)
            #expect(try log.everything() == written, "seed \(seed)")
            for _ in 0..<3 {
                let commit = try maker.commit(after: log.head, recordsMax: 4)
                try log.add(commit)
                written += commit.bytes
            }
        }
        let log = try kind.open(folder)
        #expect(try log.everything() == written, "seed \(seed)")
        #expect(try log.recordsOneByOne().flatMap { Array($0.line) + [0x0A] } == written, "seed \(seed)")
        #expect(try log.head.time == log.record(at: log.head.position).time, "seed \(seed)")
    }

    @Test(arguments: LogKind.all)
    func `goes on as before when a log that is well is reopened`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        var maker = CommitMaker(seed: 11)
        try log.fill(5, recordsMax: 3, with: &maker)
        let before = try log.everything()
        try log.reopen()
        #expect(try log.everything() == before)
        try log.fill(5, recordsMax: 3, with: &maker)
        #expect(try log.everything().starts(with: before))
    }

    @Test(arguments: LogKind.all)
    func `keeps types that nobody knows`(_ kind: LogKind) throws {
        let log = try kind.open(folder)
        let line = RecordText(position: 1, type: "fr.eaf.avenir.decouvert.v3", data: #"{"x":[1,{"y":null}]}"#).bytes
        try log.add(CommitLines(lines: [line], time: RecordText.time))
        let record = try log.record(at: LogPosition(1))
        #expect(Array(record.line) == line)
        #expect(try EventCatalog.current.event(of: record) == .unknown("fr.eaf.avenir.decouvert.v3"))
        try log.reopen()
        #expect(try log.everything() == line + [0x0A])
    }

    @Test func `holds the same bytes as another log given the same appends`() throws {
        let all = try LogKind.all.map { kind in
            let folder = try TemporaryFolder()
            let log = try kind.open(folder)
            var maker = CommitMaker(seed: 12)
            try log.fill(60, recordsMax: 4, with: &maker)
            return try log.everything()
        }
        #expect(all.allSatisfy { $0 == all[0] && !$0.isEmpty })
    }
}
