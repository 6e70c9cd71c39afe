import Foundation
import Testing

@testable import Events

@Suite struct `An id` {
    let seed: UInt64 = 1

    @Test func `is read back from its text, for 1,000 seeded ids`() throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let id = PersonID(high: generator.next(), low: generator.next())
            let text = id.description
            #expect(PersonID(text) == id, "seed \(seed), \(text)")
            #expect(PersonID(text.uppercased()) == id, "seed \(seed), \(text)")
            #expect(UUID(uuidString: text)?.uuidString.lowercased() == text, "seed \(seed)")
            #expect(try JSONDecoder().decode([PersonID].self, from: JSONEncoder().encode([id])) == [id])
        }
    }

    @Test func `has version 4 when it is random, and the variant of RFC 9562`() {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let text = Array(PersonID.random(using: &generator).description)
            #expect(text[14] == "4" && "89ab".contains(text[19]), "seed \(seed), \(String(text))")
        }
        #expect(PersonID.random() != PersonID.random())
    }

    @Test func `has version 7 and its milliseconds when it is ordered by time`() {
        var generator = SeededGenerator(seed: seed)
        var previous: RecordID?
        for step in 0..<500 {
            let milliseconds = 1_790_000_000_000 + Int64(step)
            let id = RecordID.timeOrdered(at: Timestamp(microseconds: milliseconds * 1_000 + 999), using: &generator)
            let text = Array(id.description)
            #expect(text[14] == "7" && "89ab".contains(text[19]), "seed \(seed), \(String(text))")
            #expect(id.high >> 16 == UInt64(milliseconds), "seed \(seed)")
            if let previous { #expect(previous < id, "seed \(seed)") }
            previous = id
        }
        #expect(RecordID.timeOrdered(at: Timestamp(seconds: -5), using: &generator).high >> 16 == 0)
    }

    @Test func `is not read from anything else`() {
        let good = "019b76da-a800-7000-8000-000000000001"
        #expect(PersonID(good) != nil)
        for index in good.indices {
            var bad = good
            bad.replaceSubrange(index...index, with: good[index] == "-" ? "0" : "g")
            #expect(PersonID(bad) == nil, "\(bad)")
        }
        for bad in ["", good + "0", String(good.dropLast()), " " + good, good.replacing("-", with: ""), "{\(good)}"] {
            #expect(PersonID(bad) == nil, "\(bad)")
        }
    }

    @Test func `of the log is a position: gapless, padded, and none after the end`() {
        #expect(LogPosition.zero.next == LogPosition(1))
        #expect(LogPosition.end.next == .end)
        #expect(LogPosition(42).padded == "0000000000000042")
        #expect(LogPosition(7).distance(from: LogPosition(3)) == 4)
        #expect(LogPosition(3).distance(from: LogPosition(7)) == -4)
    }

    /// The value is Python's `uuid.uuid5` of the same namespace and name.
    @Test func `a derived id is the same for ever`() {
        let id: CopieID = .derived(from: "copie/42")
        #expect(id.description == "c641fb94-54f2-5457-b333-6692c41bdfc2")
        #expect(id != .derived(from: "copie/43"))
    }
}
