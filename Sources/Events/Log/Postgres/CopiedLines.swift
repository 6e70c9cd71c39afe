/// Lines gathered from the pieces of `COPY (SELECT record …) TO STDOUT (FORMAT binary)`, a piece a row.
///
/// The form is that of PostgreSQL's manual, COPY, "Binary Format": a header before the first row, a count of fields and a length
/// before each field, and a count of −1 at the end.
struct CopiedLines {
    private static let headerBytes = 19
    private static let signature: [UInt8] = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
    private static let rowHeaderBytes = 6

    /// Whole lines, each with its line feed: about `bytesMax` bytes but at least one line. What came beyond is dropped.
    private(set) var bytes: [UInt8] = []
    /// The form was kept to, and the end was seen.
    var areWhole: Bool { !isMalformed && hasEnded }
    /// The mean length of a line, nil without any.
    var meanBytes: Int? { rows > 0 ? max(1, rowBytes / rows) : nil }

    private let bytesMax: Int
    private var rows = 0
    private var rowBytes = 0
    private var isFull = false
    private var hasBegun = false
    private var hasEnded = false
    private var isMalformed = false

    init(bytesMax: Int) {
        self.bytesMax = bytesMax
        bytes.reserveCapacity(bytesMax)
    }

    /// Takes the next piece.
    mutating func take(_ piece: Span<UInt8>) {
        var start = 0
        if !hasBegun {
            hasBegun = true
            start = Self.headerBytes
            guard piece.count >= start, Self.signature.indices.allSatisfy({ piece[$0] == Self.signature[$0] }) else {
                return isMalformed = true
            }
        }
        while start < piece.count, !isMalformed { start = row(in: piece, at: start) }
    }

    /// Takes the row that begins at `start` and returns where the next one does.
    private mutating func row(in piece: Span<UInt8>, at start: Int) -> Int {
        if piece.count - start == 2, piece[start] == 0xFF, piece[start + 1] == 0xFF {
            hasEnded = true
            return piece.count
        }
        let from = start + Self.rowHeaderBytes
        guard !hasEnded, piece.count >= from, piece[start] == 0, piece[start + 1] == 1 else {
            isMalformed = true
            return piece.count
        }
        let count = (start + 2..<from).reduce(0) { $0 << 8 | Int(piece[$1]) }
        guard count <= piece.count - from else {
            isMalformed = true
            return piece.count
        }
        add(piece.extracting(from..<from + count))
        return from + count
    }

    private mutating func add(_ line: Span<UInt8>) {
        rows += 1
        rowBytes += line.count + 1
        isFull = isFull || !bytes.isEmpty && bytes.count + line.count + 1 > bytesMax
        guard !isFull else { return }
        unsafe line.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
        bytes.append(0x0A)
    }
}
