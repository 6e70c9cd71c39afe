@testable import Events

/// Makes commits of unsealed records whose bytes depend on the seed alone.
struct CommitMaker {
    static let source = "/eaf/essai/1"
    private let encoder = RecordEncoder(source: source, keys: NoKeys())
    var generator: SeededGenerator
    /// Goes on by 0 to 2 microseconds a commit, so that some commits share their time.
    private var time = Timestamp(seconds: 1_790_000_000)

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// One commit after `head`, a record for each of `pages`.
    mutating func commit(after head: LogHead, pages: [String]) throws -> CommitLines {
        time = max(head.time, Timestamp(microseconds: time.microseconds + Int64(generator.next() % 3)))
        let last = LogPosition(head.position.rawValue + UInt64(pages.count))
        var position = head.position
        var lines: [[UInt8]] = []
        for page in pages {
            position = position.next
            lines.append(try encoder.line(of: draft(page), at: position, commit: last))
        }
        return CommitLines(lines: lines, time: time)
    }

    /// One commit of 1 to `recordsMax` short records.
    mutating func commit(after head: LogHead, recordsMax: Int) throws -> CommitLines {
        let count = Int.random(in: 1...recordsMax, using: &generator)
        return try commit(after: head, pages: (0..<count).map { _ in "/\(generator.next() % 1_000)" })
    }

    private mutating func draft(_ page: String) -> RecordDraft {
        let vital = VitalReported(
            name: .LCP, value: 1_200, rating: .good, page: page, metricID: nil, navigationType: nil)
        return RecordDraft(
            id: .timeOrdered(at: time, using: &generator), time: time, actor: .anonymous, subject: .vital("LCP"),
            person: nil, context: RecordContext(), event: .vital(.reported(vital)))
    }
}

extension RecordEncoder {
    /// The finished line of `draft`.
    func line(
        of draft: RecordDraft, at position: LogPosition, commit: LogPosition
    ) throws(RecordEncodingError) -> [UInt8] {
        var line = try encode(draft, at: position)
        stamp(&line, commit: commit)
        return line
    }
}
