import Testing

@testable import Events
@testable import Projections

/// Something that happens in a test, before it has a place in a log.
struct Happening: Sendable {
    /// Noon in Paris on the Monday after term began.
    static let beginning = instant("2026-09-07T10:00:00Z")

    var event: Event
    var subject: Subject
    var actor: Actor
    /// Nil for a minute after what came before it.
    var time: Timestamp?
    var key: IdempotencyKey?

    init(_ subject: Subject, by actor: Actor, _ event: Event) {
        self.event = event
        self.subject = subject
        self.actor = actor
    }

    /// The same, at another time.
    func at(_ time: Timestamp) -> Happening {
        var copy = self
        copy.time = time
        return copy
    }

    /// The same, done by somebody else.
    func by(_ actor: Actor) -> Happening {
        var copy = self
        copy.actor = actor
        return copy
    }

    /// The same, asked for under an idempotency key.
    func keyed(_ key: IdempotencyKey) -> Happening {
        var copy = self
        copy.key = key
        return copy
    }

    func fact(at position: LogPosition, _ time: Timestamp) -> Fact {
        Fact(
            position: position, time: time, actor: actor, subject: subject, idempotencyKey: key?.stored, event: event)
    }
}

extension Happening: CustomTestStringConvertible {
    var testDescription: String { "\(event.type) by \(actor.description)" }
}

/// The instant of an RFC 3339 text.
func instant(_ text: StaticString) -> Timestamp {
    guard let time = Timestamp(text.description) else { preconditionFailure("\(text) is no instant") }
    return time
}

/// A digest of `text` in the form of the log's keyed hashes.
func digest(_ text: String) -> String {
    var generator = SeededGenerator(seed: UInt64(CRC32C.checksum(Array(text.utf8))))
    return Base64URL.encode(generator.bytes(32))
}

extension LogPosition: ExpressibleByIntegerLiteral {
    init(integerLiteral value: UInt64) { self.init(value) }
}

extension EntityID {
    /// An id by its number, for tests that name their entities.
    init(number: UInt64) { self.init(high: 0x0190_0000_0000_7000, low: 0x8000_0000_0000_0000 | number) }
}

extension PersonID {
    static let ana = PersonID(number: 1)
    static let ben = PersonID(number: 2)
    static let mme = PersonID(number: 3)
}
