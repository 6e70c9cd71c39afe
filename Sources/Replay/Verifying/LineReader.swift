import Events
import Foundation

/// Reads a file line by line in bounded memory, whatever the file holds.
struct LineReader: ~Copyable {
    /// Bytes that cannot be a record's line any more.
    static let lineBytesMax = 60_000
    private static let chunkBytes = 1 << 20

    struct Line {
        enum Form {
            case whole
            /// Too long to be kept: only where it begins is known.
            case overlong
            /// The file ends before a line feed.
            case unterminated
        }

        let form: Form
        let buffer: [UInt8]
        /// Without the line feed.
        let range: Range<Int>
        /// Where it begins in the file.
        let offset: Int
    }

    private let path: String
    private let files = POSIXFiles()
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// Where the buffer begins in the file, and what of it was handed out.
    private var bufferOffset = 0
    private var index = 0
    /// How much of an overlong line was dropped already.
    private var dropped = 0
    private var isAtEnd = false

    init(path: String) throws(FileError) {
        self.path = path
        descriptor = try files.open(path, .reading)
    }

    deinit { files.close(descriptor) }

    /// Where the next line begins.
    var offset: Int { bufferOffset + index - dropped }

    mutating func next() throws(FileError) -> Line? {
        while true {
            if let end = buffer[index...].firstIndex(of: 0x0A) {
                return take(to: end, next: end + 1, dropped > 0 ? .overlong : .whole)
            }
            if isAtEnd {
                guard index < buffer.count || dropped > 0 else { return nil }
                return take(to: buffer.count, next: buffer.count, .unterminated)
            }
            try fill()
        }
    }

    private mutating func take(to end: Int, next: Int, _ form: Line.Form) -> Line {
        let line = Line(form: form, buffer: buffer, range: index..<end, offset: offset)
        index = next
        dropped = 0
        return line
    }

    private mutating func fill() throws(FileError) {
        var rest = Array(buffer[index...])
        bufferOffset += index
        if rest.count > Self.lineBytesMax {
            dropped += rest.count
            bufferOffset += rest.count
            rest = []
        }
        let chunk = try files.read(descriptor, at: bufferOffset + rest.count, count: Self.chunkBytes, path)
        isAtEnd = chunk.count < Self.chunkBytes
        buffer = rest + chunk
        index = 0
    }
}
