@testable import Events

/// The real file system on a device where one bit of one file has flipped without anything else noticing.
struct RottenFiles: FileLayer {
    /// Relative to the log's directory.
    let file: String
    let bit: Int
    private let real = POSIXFiles()

    init(file: String, bit: Int) {
        self.file = file
        self.bit = bit
    }

    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
        var bytes = try real.read(descriptor, at: offset, count: count, path)
        let index = bit / 8 - offset
        if file.hasSuffix(path.split(separator: "/").last ?? ""), bytes.indices.contains(index) {
            bytes[index] ^= 1 << UInt8(bit % 8)
        }
        return bytes
    }

    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 { try real.open(path, mode) }
    func close(_ descriptor: Int32) { real.close(descriptor) }
    func write(
        _ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int { try real.write(descriptor, bytes, range, path) }
    func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {}
    func syncDirectory(_ path: String) throws(FileError) {}
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        try real.truncate(descriptor, to: size, path)
    }
    func rename(_ path: String, to other: String) throws(FileError) { try real.rename(path, to: other) }
    func remove(_ path: String) throws(FileError) { try real.remove(path) }
    func makeDirectory(_ path: String) throws(FileError) { try real.makeDirectory(path) }
    func names(in path: String) throws(FileError) -> [String] { try real.names(in: path) }
    func makeReadOnly(_ path: String) throws(FileError) { try real.makeReadOnly(path) }
    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool { try real.lock(descriptor, path) }
    func status(_ path: String) throws(FileError) -> FileStatus { try real.status(path) }
}
