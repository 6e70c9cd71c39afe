import Foundation

/// The bytes of one image on disk, read piece by piece.
struct SheetBytes {
    let count: Int
    private let file: FileHandle

    /// - Throws: when the file cannot be opened.
    init(_ path: String) throws {
        file = try FileHandle(forReadingFrom: URL(filePath: path))
        count = Int(try file.seekToEnd())
    }

    /// So many bytes from `offset` on, or fewer where the file ends.
    func read(_ offset: Int, _ count: Int) throws -> [UInt8] {
        guard offset >= 0, offset < self.count else { return [] }
        try file.seek(toOffset: UInt64(offset))
        return try file.read(upToCount: count).map { [UInt8]($0) } ?? []
    }

    func close() { try? file.close() }
}
