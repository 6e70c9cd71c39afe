import Foundation
import Testing

@testable import Events

@Suite struct `A record` {
    static let seeds: [UInt64] = [1, 2, 3, 4, 5, 6, 7, 8]
    static let order = [
        "crc", "specversion", "sequence", "commit", "id", "source", "type", "subject", "time", "actor", "person",
        "correlationid", "causationid", "idempotencykey", "traceparent", "data",
    ]

    private func draft(_ event: Event, person: PersonID, _ generator: inout SeededGenerator) -> RecordDraft {
        let actors = [
            Actor.anonymous, .user(person), .system("correction-worker"), .operator(generator.text(5)),
        ]
        let subjects: [Subject] = [
            .account(person), .copie(.random(using: &generator)), .log(generator.text(5)), .vital("LCP"),
            .budget(.month),
            .classroom(.random(using: &generator)), .modelCall(.random(using: &generator)),
        ]
        let isKnown = generator.next() % 2 == 0
        return RecordDraft(
            id: .random(using: &generator),
            time: Timestamp(microseconds: Int64(generator.next() % 4_000_000_000_000_000)),
            actor: actors[Int(generator.next() % 4)], subject: subjects[Int(generator.next() % 6)], person: person,
            context: RecordContext(
                correlationID: isKnown ? generator.text(20) : nil,
                causationID: isKnown ? .random(using: &generator) : nil,
                idempotencyKey: isKnown ? generator.text(20) : nil, traceparent: isKnown ? "00-ab-cd-01" : nil),
            event: event)
    }

    @Test func `has a sample of every type that this release knows`() {
        var samples = SampleEvents(seed: 1)
        let types = samples.all().map(\.type)
        #expect(Set(types) == Set(EventCatalog.current.types))
        #expect(types.count == EventCatalog.current.types.count)
    }

    @Test(arguments: seeds)
    func `of every type is read back as it was written`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var samples = SampleEvents(seed: seed)
        let person = PersonID.random(using: &generator)
        let keys = TestKeys([person])
        let encoder = RecordEncoder(source: "/eaf/essai/1", keys: keys)
        for (index, event) in samples.all().enumerated() {
            let draft = draft(event, person: person, &generator)
            let position = LogPosition(UInt64(index + 1))
            let commit = LogPosition(position.rawValue + generator.next() % 5)
            let line = try encoder.line(of: draft, at: position, commit: commit)
            let record = try RecordParser.parse(line: line)
            let comment = Comment(rawValue: "seed \(seed), \(event.type)")
            #expect(Array(record.line) == line && record.byteCount == line.count + 1, comment)
            #expect(record.position == position && record.commit == commit, comment)
            #expect(record.id == draft.id && record.time == draft.time && record.actor == draft.actor, comment)
            #expect(record.person == person && record.source == "/eaf/essai/1", comment)
            #expect(record.typeText == event.type.description, comment)
            #expect(record.subject == draft.subject.description, comment)
            #expect(record.correlationID == draft.context.correlationID, comment)
            #expect(record.causationID == draft.context.causationID?.description, comment)
            #expect(record.idempotencyKey == draft.context.idempotencyKey, comment)
            #expect(record.traceparent == draft.context.traceparent, comment)
            #expect(try EventCatalog.current.event(of: record, opening: keys) == event, comment)
        }
    }

    @Test(arguments: seeds)
    func `is CloudEvents JSON on one line, its members in the order of the format`(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var samples = SampleEvents(seed: seed)
        let person = PersonID.random(using: &generator)
        let encoder = RecordEncoder(source: "/eaf/essai/1", keys: TestKeys([person]))
        for event in samples.all() {
            let draft = draft(event, person: person, &generator)
            let line = try encoder.line(of: draft, at: LogPosition(3), commit: LogPosition(4))
            #expect(!line.contains(0x0A) && !line.contains(0x0D), "seed \(seed), \(event.type)")
            let members = try JSONDecoder().decode([String: JSONValue].self, from: Data(line))
            #expect(members["specversion"] == .string("1.0") && members["sequence"] == .string("0000000000000003"))
            #expect(members["type"] == .string(event.type.description))
            let expected = Self.order.filter { members[$0] != nil }
            #expect(Set(expected) == Set(members.keys), "seed \(seed), \(event.type)")
            #expect(try names(line) == expected, "seed \(seed), \(event.type)")
        }
    }

    /// The names of the members, as they stand.
    private func names(_ line: [UInt8]) throws -> [String] {
        var names: [String] = []
        var index = 1
        while index < line.count {
            let nameEnd = JSONScanner.endOfString(line.span, from: index, to: line.count)
            let end = try #require(nameEnd)
            let name = JSONScanner.string(line.span, from: index, to: end)
            names.append(try #require(name))
            let valueEnd = JSONScanner.endOfValue(line.span, from: end + 1, to: line.count)
            index = try #require(valueEnd) + 1
        }
        return names
    }

    @Test func `hides personal values from who has no key, and needs one to be written`() throws {
        var generator = SeededGenerator(seed: 9)
        let person = PersonID.random(using: &generator)
        let keys = TestKeys([person])
        let encoder = RecordEncoder(source: "/eaf/essai/1", keys: keys)
        let event = Event.correction(
            .commented(.init(comment: .random(using: &generator), text: .clear("Très beau travail"))))
        let draft = draft(event, person: person, &generator)
        let line = try encoder.line(of: draft, at: LogPosition(1), commit: LogPosition(1))
        #expect(!String(decoding: line, as: UTF8.self).contains("beau"))
        let record = try RecordParser.parse(line: line)
        for read in [
            try EventCatalog.current.event(of: record), try EventCatalog.current.event(of: record, opening: NoKeys()),
        ] {
            guard case .correction(.commented(let comment)) = read else {
                Issue.record("read \(read.type)")
                continue
            }
            #expect(comment.text == .hidden)
        }
        keys.forget(person)
        #expect(throws: RecordEncodingError.noKey) { try encoder.encode(draft, at: LogPosition(2)) }
    }
}
