/// The calls that a file with slots needs besides `FileLayer`'s: writing in place.
public protocol RewritableFiles: FileLayer {
    /// Opens a file for reading and writing in place, making it with mode 0600 when there is none.
    func openRewritable(_ path: String) throws(FileError) -> Int32
    /// Writes a part of `bytes[range]` at `offset` and returns how many bytes it took.
    func write(
        _ descriptor: Int32, at offset: Int, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int
}

extension RewritableFiles {
    func writeAll(_ descriptor: Int32, at offset: Int, _ bytes: [UInt8], _ path: String) throws(FileError) {
        var done = 0
        while done < bytes.count {
            done += try write(descriptor, at: offset + done, bytes, done..<bytes.count, path)
        }
    }
}
