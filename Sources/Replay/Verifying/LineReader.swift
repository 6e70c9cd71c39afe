import Events
import Projections

/// Reads a file's lines, some at a time, in bounded memory, whatever the file holds.
final class LineReader {
    /// Bytes that cannot be a record's line any more.
    static let lineBytesMax = 60_000
    private static let chunkBytes = 1 << 20
    /// Chunks of lines that may wait for who judges them.
    private static let chunksAhead = 4

    private let path: String
    private let hashes: Bool
    private let files = POSIXFiles()
    private let descriptor: Int32
    /// What was read and not handed out: the beginning of a line.
    private var rest: [UInt8] = []
    /// Where it begins in the file.
    private var offset = 0
    /// How much of an overlong line was dropped already.
    private var dropped = 0
    private var isAtEnd = false

    /// Opens a file.
    ///
    /// - Parameter hashes: whether the leaves of the tree are wanted.
    private init(path: String, hashes: Bool) throws(FileError) {
        self.path = path
        self.hashes = hashes
        descriptor = try files.open(path, .reading)
    }

    /// The lines of a file, read, checked and decoded on another thread.
    static func ahead(of path: String, hashes: Bool) -> ReadAhead<[ReadLine], FileError> {
        ReadAhead(ahead: chunksAhead) {
            var reader: LineReader?
            return { () throws(FileError) in
                if reader == nil { reader = try LineReader(path: path, hashes: hashes) }
                return try reader?.next()
            }
        }
    }

    deinit { files.close(descriptor) }

    /// The next lines, at least one; nil after the last.
    private func next() throws(FileError) -> [ReadLine]? {
        while !isAtEnd {
            let chunk = try files.read(descriptor, at: offset + rest.count, count: Self.chunkBytes, path)
            isAtEnd = chunk.count < Self.chunkBytes
            let lines = lines(in: rest + chunk)
            if !lines.isEmpty { return lines }
        }
        return nil
    }

    /// The lines that end in `bytes`, and, at the end of the file, what follows them. The rest is kept, but for what is too long.
    private func lines(in bytes: [UInt8]) -> [ReadLine] {
        var lines: [ReadLine] = []
        var start = 0
        while let end = bytes.span.indexOfLineFeed(from: start) {
            lines.append(line(bytes, start..<end, dropped > 0 ? .tooLong : nil, next: end + 1))
            start = end + 1
        }
        if isAtEnd, start < bytes.count || dropped > 0 {
            lines.append(line(bytes, start..<bytes.count, .noLineFeed, next: bytes.count))
            start = bytes.count
        }
        offset += start
        rest = Array(bytes[start...])
        if rest.count > Self.lineBytesMax {
            dropped += rest.count
            offset += rest.count
            rest = []
        }
        return lines
    }

    private func line(_ bytes: [UInt8], _ range: Range<Int>, _ defect: RecordDefect?, next: Int) -> ReadLine {
        defer { dropped = 0 }
        return ReadLine(
            offset: offset + range.lowerBound - dropped, next: offset + next,
            content: ReadLine.Content(bytes, range, defect, hashes: hashes))
    }
}
