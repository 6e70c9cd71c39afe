@testable import Events
@testable import Projections

/// Writes happenings as the lines of a log.
struct SampleLog {
    static let origin = "/eaf/essai/1"
    private static let anybody = PersonID(number: 99)
    private let encoder: RecordEncoder

    init(origin: String = SampleLog.origin) { encoder = RecordEncoder(source: origin, keys: OneKey()) }

    /// Seals for everybody under one key.
    private struct OneKey: KeyRing {
        private let one = PersonKey.random()
        func key(for person: PersonID) -> PersonKey? { one }
    }

    /// The lines of `happenings`, each a commit of its own; another `seed` gives the records other ids.
    func lines(_ happenings: [Happening], after head: LogHead = .empty, seed: UInt64 = 1) throws -> [[UInt8]] {
        var generator = SeededGenerator(seed: seed)
        var position = head.position
        return try Given(happenings).facts.enumerated().map { index, fact in
            position = position.next
            let happening = happenings[index]
            let draft = RecordDraft(
                id: .timeOrdered(at: fact.time, using: &generator), time: fact.time, actor: happening.actor,
                subject: happening.subject, person: Self.anybody,
                context: RecordContext(idempotencyKey: happening.key?.stored), event: happening.event)
            var line = try encoder.encode(draft, at: position)
            encoder.stamp(&line, commit: position)
            return line
        }
    }

    /// A line of a known type whose payload lacks what the type asks for. Its checksum is right.
    func unreadable(at position: LogPosition) throws -> [UInt8] {
        let happening = Happening.closed(SessionID(number: 1), of: .ana)
        var line = try lines([happening], after: LogHead(position: LogPosition(position.rawValue - 1), time: .zero))[
            0]
        let text = String(decoding: line, as: UTF8.self).replacing(#""cause":"logout""#, with: #""cause":"boredom""#)
        line = Array(text.utf8)
        encoder.stamp(&line, commit: position)
        return line
    }
}

extension Timestamp {
    fileprivate static let zero = Timestamp(microseconds: 0)
}

extension MemoryEventLog {
    /// A log of these lines, whatever they hold.
    convenience init(lines: [[UInt8]]) throws {
        self.init()
        guard !lines.isEmpty else { return }
        let commit = CommitLines(lines: lines, time: Happening.beginning)
        _ = try append(after: .zero, catchUp: { _ in }, batch: { _ in commit })
    }
}
