import Testing

@testable import Events

/// A fact whose shape changed twice: the class's size became `pupils`, and then an object was flattened.
@Suite struct `An older version of a type` {
    private static let name = "fr.eaf.class.exported"

    private let catalog = EventCatalog(
        entries: [
            .init(name, 3) { fields throws(PayloadError) in .classroom(.exported(try ClassExported(from: fields))) },
            .init("fr.eaf.correction.commented", 2) { fields throws(PayloadError) in
                .correction(.commented(try CorrectionCommented(from: fields)))
            },
        ],
        upcasters: [
            Upcaster(from: EventType(name, version: 1)) { members in
                members["pupils"] = members.removeValue(forKey: "size").map { .object(["count": $0]) }
            },
            Upcaster(from: EventType(name, version: 2)) { members in
                guard case .object(let pupils) = members["pupils"] else { return }
                members["pupils"] = pupils["count"]
            },
            Upcaster(from: EventType("fr.eaf.correction.commented", version: 1)) { members in
                members["comment"] = .string(RecordText.id)
            },
        ])

    private func event(_ version: Int, _ data: String) throws -> Event {
        let text = RecordText(position: 1, type: "\(Self.name).v\(version)", data: data)
        return try catalog.event(of: RecordParser.parse(line: text.bytes))
    }

    @Test func `is brought up to the current one, step by step`() throws {
        let expected = Event.classroom(.exported(.init(pupils: 31)))
        #expect(try event(1, #"{"size":31}"#) == expected)
        #expect(try event(2, #"{"pupils":{"count":31}}"#) == expected)
        #expect(try event(3, #"{"pupils":31}"#) == expected)
    }

    @Test func `that is newer than this release is unknown`() throws {
        #expect(try event(4, #"{"pupils":31}"#) == .unknown("\(Self.name).v4"))
    }

    @Test func `that lacks what it must have is refused by field`() {
        for (version, data) in [(1, "{}"), (2, #"{"pupils":{}}"#), (3, "{}")] {
            #expect(throws: PayloadError(field: "pupils", rule: .missing)) { try event(version, data) }
        }
    }

    @Test func `keeps its sealed values readable`() throws {
        let person = try #require(PersonID("019b76da-a800-7000-8000-00000000000a"))
        let keys = TestKeys([person])
        let id = try #require(RecordID(RecordText.id))
        let type = "fr.eaf.correction.commented.v1"
        let key = try #require(keys.key(for: person))
        let sealed = try #require(
            SealContext(key: key, recordID: id, type: type).seal(CanonicalJSON.encode("bien"), field: "text"))
        let text = RecordText(
            position: 1, type: type, more: #","person":"\#(person)""#, data: #"{"text":{"sealed":"\#(sealed)"}}"#)
        let record = try RecordParser.parse(line: text.bytes)
        let comment = try #require(CommentID(RecordText.id))
        #expect(
            try catalog.event(of: record, opening: keys)
                == .correction(.commented(.init(comment: comment, text: .clear("bien")))))
        #expect(
            try catalog.event(of: record) == .correction(.commented(.init(comment: comment, text: .hidden))))
    }

    @Test func `is named by a version from 1`() {
        #expect(EventType("fr.eaf.copie.read.v12") == EventType("fr.eaf.copie.read", version: 12))
        for text in ["", "v1", "fr.eaf.copie.read", "fr.eaf.copie.read.v", "fr.eaf.copie.read.v0", "fr.eaf.v1.read"] {
            #expect(EventType(text) == nil, "\(text)")
        }
    }
}
