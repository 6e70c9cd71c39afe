@testable import Events

extension TemporaryFolder {
    /// The log's segment files, in order.
    func segments() throws -> [String] { try files().keys.filter { $0.hasPrefix("segments/") }.sorted() }

    /// Opens the log in this folder for writing.
    func log(_ configuration: JSONLEventLog.Configuration, _ files: any FileLayer) throws -> JSONLEventLog {
        try JSONLEventLog(writing: path, configuration: configuration, files: files)
    }

    /// Opens the log in this folder for reading.
    func readingLog() throws -> JSONLEventLog { try JSONLEventLog(reading: path, files: FaultyFiles()) }

    /// Makes a log of `commits` commits in this folder and returns what was acknowledged.
    @discardableResult
    func makeLog(
        seed: UInt64, commits: Int, recordsMax: Int, segmentBytesMax: Int
    ) throws -> [CommitLines] {
        var maker = CommitMaker(seed: seed)
        var written: [CommitLines] = []
        let log = try log(.segments(of: segmentBytesMax), FaultyFiles())
        for _ in 0..<commits {
            written.append(try maker.commit(after: log.head, recordsMax: recordsMax))
            try log.add(written[written.count - 1])
        }
        return written
    }
}

extension [CommitLines] {
    /// As they stand in files, one after the other.
    var bytes: [UInt8] { flatMap(\.bytes) }
}
