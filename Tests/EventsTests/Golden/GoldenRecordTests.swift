import Testing

@testable import Events

@Suite struct `Golden records` {
    private let keys: GoldenKeys

    init() throws { keys = try GoldenKeys() }

    @Test(arguments: GoldenLog.all)
    func `a golden log is whole`(log: GoldenLog) throws {
        var checker = CommitChecker(after: .empty)
        for record in try GoldenFiles.records(of: log) { try checker.accept(record) }
        #expect(checker.openCommit == nil)
        #expect(checker.position == log.records.last?.position)
    }

    @Test(arguments: GoldenLog.all)
    func `every golden record decodes to the value it was written from`(log: GoldenLog) throws {
        for (record, expected) in zip(try GoldenFiles.records(of: log), log.records) {
            let event = try EventCatalog.current.event(of: record, opening: keys)
            #expect(event == expected.draft.event, "record \(record.position)")
        }
    }

    @Test(arguments: GoldenLog.all)
    func `the attributes of every golden record are read as they were given`(log: GoldenLog) throws {
        for (record, expected) in zip(try GoldenFiles.records(of: log), log.records) {
            let draft = expected.draft
            #expect(record.position == expected.position)
            #expect(record.commit == expected.commit)
            #expect(record.id == draft.id)
            #expect(record.source == log.source)
            let type = try #require(EventType(record.typeText))
            #expect(type.name == draft.event.type.name)
            #expect(type.version <= draft.event.type.version)
            #expect(record.subject == draft.subject.description)
            #expect(record.entity == draft.subject)
            #expect(record.time == draft.time)
            #expect(record.actor == draft.actor)
            #expect(record.person == draft.person)
            #expect(record.correlationID == draft.context.correlationID)
            #expect(record.causationID == draft.context.causationID?.description)
            #expect(record.idempotencyKey == draft.context.idempotencyKey)
            #expect(record.traceparent == draft.context.traceparent)
        }
    }

    @Test(arguments: GoldenLog.all)
    func `writing a golden record anew gives the same bytes but for checksum and nonces`(log: GoldenLog) throws {
        let encoder = RecordEncoder(source: log.source, keys: keys)
        for (record, expected) in zip(try GoldenFiles.records(of: log), log.records) {
            // A record of an older version is read, and written as the current one.
            guard record.typeText == expected.draft.event.type.description else { continue }
            let line = try expected.line(encoder)
            let written = try RecordParser.parse(line: line)
            let anew = try #require(GoldenText(written, keys: keys))
            let golden = try #require(GoldenText(record, keys: keys))
            #expect(anew.text == golden.text)
            #expect(line.count == record.line.count)
        }
    }

    @Test(arguments: GoldenLog.all)
    func `without keys every personal value of a golden record stays hidden`(log: GoldenLog) throws {
        for record in try GoldenFiles.records(of: log) {
            let event = try EventCatalog.current.event(of: record)
            #expect(!"\(event)".contains("clear("), "record \(record.position)")
        }
    }

    @Test func `the golden correction is one that may be recorded`() throws {
        try GoldenLog.correction.validate(against: GoldenLog.bareme)
        #expect(try MarkingScheme(GoldenLog.bareme.rubriques) == GoldenLog.bareme)
    }
}
