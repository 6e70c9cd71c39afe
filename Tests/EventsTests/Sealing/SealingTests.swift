import Foundation
import Testing

@testable import Events

@Suite struct `A sealed value` {
    let id = RecordID(high: 1, low: 2)
    let key = PersonKey.random()

    private func context(_ id: RecordID? = nil, type: String = "t.v1", key: PersonKey? = nil) -> SealContext {
        SealContext(key: key ?? self.key, recordID: id ?? self.id, type: type)
    }

    @Test func `opens to what was sealed, and is never the same twice`() throws {
        var generator = SeededGenerator(seed: 1)
        for count in [0, 1, 12, 1_000] {
            let plain = Data(generator.bytes(count))
            let sealed = try #require(context().seal(plain, field: "text"))
            #expect(context().open(sealed, field: "text") == [UInt8](plain))
            #expect(context().seal(plain, field: "text") != sealed)
        }
    }

    @Test func `opens in no other record, type, field or under another key`() throws {
        let sealed = try #require(context().seal(Data("secret".utf8), field: "text"))
        #expect(context(RecordID(high: 1, low: 3)).open(sealed, field: "text") == nil)
        #expect(context(type: "t.v2").open(sealed, field: "text") == nil)
        #expect(context().open(sealed, field: "texte") == nil)
        #expect(context(key: .random()).open(sealed, field: "text") == nil)
        #expect(context().open(sealed, field: "text") != nil)
    }

    @Test func `does not open after any bit of it flipped`() throws {
        let sealed = try #require(context().seal(Data("secret".utf8), field: "text"))
        let bytes = try #require(Base64URL.decode(sealed))
        for bit in 0..<bytes.count * 8 {
            var bad = bytes
            bad[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(context().open(Base64URL.encode(bad), field: "text") == nil, "bit \(bit)")
        }
        for count in 0..<bytes.count {
            #expect(context().open(Base64URL.encode(bytes.prefix(count)), field: "text") == nil, "\(count) bytes")
        }
    }

    @Test func `that was moved into another record or given to another person stays hidden`() throws {
        let (owner, other) = (PersonID(high: 1, low: 1), PersonID(high: 1, low: 2))
        let keys = TestKeys([owner, other])
        let encoder = RecordEncoder(source: "/eaf/essai/1", keys: keys)
        let comment = CorrectionCommented(comment: CommentID(high: 2, low: 2), text: .clear("secret"))
        let draft = RecordDraft(
            id: id, time: RecordText.time, actor: .anonymous, subject: .log("x"), person: owner,
            context: RecordContext(), event: .correction(.commented(comment)))
        let line = String(
            decoding: try encoder.line(of: draft, at: LogPosition(1), commit: LogPosition(1)), as: UTF8.self)
        func read(_ old: String, _ new: String) throws -> Personal<String>? {
            let changed = String(line.dropFirst(#"{"crc":"01234567","#.count)).replacing(old, with: new)
            let record = try RecordParser.parse(line: RecordText.checked(changed))
            let event = try EventCatalog.current.event(of: record, opening: keys)
            guard case .correction(.commented(let comment)) = event else { return nil }
            return comment.text
        }
        #expect(try read("", "") == .clear("secret"))
        #expect(try read(id.description, RecordText.id) == .hidden)
        #expect(try read(owner.description, other.description) == .hidden)
        #expect(try read(#""person":"\#(owner)","#, "") == .hidden)
        keys.forget(owner)
        #expect(try read("", "") == .hidden)
    }
}
