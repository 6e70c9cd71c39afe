@testable import Events

extension EventLog {
    /// Appends a commit made for this head.
    @discardableResult
    func add(_ commit: CommitLines) throws(EventLogError) -> LogHead {
        try append(after: head.position, catchUp: { _ in }, batch: { _ in commit })
    }

    /// Appends `commits` random commits.
    func fill(_ commits: Int, recordsMax: Int, with maker: inout CommitMaker) throws {
        for _ in 0..<commits { try add(maker.commit(after: head, recordsMax: recordsMax)) }
    }
}

extension LogReader {
    /// Every byte of the log, read in chunks.
    func everything() throws(EventLogError) -> [UInt8] {
        var bytes: [UInt8] = []
        var position = LogPosition.zero
        let last = try head.position
        while position < last {
            let chunk = try lines(after: position, bytesMax: 4_096)
            guard let end = try chunk.records().last?.position else { break }
            bytes += chunk.bytes
            position = end
        }
        return bytes
    }

    /// Every record, each read by its position.
    func recordsOneByOne() throws -> [Record] {
        var records: [Record] = []
        while try LogPosition(UInt64(records.count)) < head.position {
            records.append(try record(at: LogPosition(UInt64(records.count + 1))))
        }
        return records
    }
}

extension CommitLines {
    /// As they stand in a file.
    var bytes: [UInt8] { lines.flatMap { $0 + [0x0A] } }
}

extension JSONLEventLog.Configuration {
    /// Segments that are closed at `bytes`.
    static func segments(of bytes: Int) -> Self { Self(segmentBytesMax: bytes, floor: .zero) }
}

extension PostgresEventLog.Configuration {
    /// The usual bounds, and no URL of its own for migrations.
    static func test(_ url: String) -> Self { Self(url: url, directURL: nil) }
}
