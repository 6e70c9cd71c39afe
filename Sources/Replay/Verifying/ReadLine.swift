import Events
import Projections

/// A line of a log's file, and what it is by itself, whatever its neighbours are.
struct ReadLine: Sendable {
    enum Content: Sendable {
        /// Its fact, or why its payload cannot be read; its leaf of the tree, if that was wanted.
        case record(Record, Result<Fact, PayloadError>, leaf: MerkleHash?)
        case defect(RecordDefect, isNulRun: Bool)
    }

    /// Where it begins in the file.
    let offset: Int
    /// Where the next one does.
    let next: Int
    let content: Content
}

extension ReadLine.Content {
    /// Reads the line in `buffer[range]`, which goes without its line feed.
    ///
    /// - Parameters:
    ///   - defect: what keeps it from being a record, known before it is read.
    ///   - hashes: whether its leaf is wanted.
    init(_ buffer: [UInt8], _ range: Range<Int>, _ defect: RecordDefect?, hashes: Bool) {
        do throws(RecordDefect) {
            if let defect { throw defect }
            let record = try RecordParser.parse(buffer, range)
            let fact = Result { () throws(PayloadError) in try Fact(record) }
            self = .record(record, fact, leaf: hashes ? MerkleTree.leaf(record.line) : nil)
        } catch {
            self = .defect(error, isNulRun: buffer[range].hasNulRun)
        }
    }
}

extension ArraySlice<UInt8> {
    /// Whether there are 16 NULs in a row: what a device leaves that lost a write.
    fileprivate var hasNulRun: Bool {
        var run = 0
        for byte in self {
            run = byte == 0 ? run + 1 : 0
            if run == 16 { return true }
        }
        return false
    }
}
