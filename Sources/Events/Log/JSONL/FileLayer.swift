/// The calls of the operating system that a log in files makes: the place where tests inject faults.
public protocol FileLayer: Sendable {
    /// Opens a file and returns its descriptor.
    func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32
    func close(_ descriptor: Int32)
    /// Writes a part of `bytes[range]` at the end of the file and returns how many bytes it took.
    func write(_ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String) throws(FileError) -> Int
    /// Reads up to `count` bytes from `offset`; fewer only at the end of the file.
    func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8]
    /// Makes the file's bytes durable (`fdatasync`).
    func syncData(_ descriptor: Int32, _ path: String) throws(FileError)
    /// Makes the directory's entries durable.
    func syncDirectory(_ path: String) throws(FileError)
    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError)
    func rename(_ path: String, to other: String) throws(FileError)
    /// Removes a file, or an empty directory.
    func remove(_ path: String) throws(FileError)
    func makeDirectory(_ path: String) throws(FileError)
    /// Names in a directory, unsorted.
    func names(in path: String) throws(FileError) -> [String]
    /// Forbids writing to the file.
    func makeReadOnly(_ path: String) throws(FileError)
    /// Locks the open file against other processes; false when another has it.
    func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool
    /// Identity and times of a file, to notice that it was touched.
    func status(_ path: String) throws(FileError) -> FileStatus
}

/// How a file is opened.
public enum FileMode: Sendable {
    case reading
    /// For appending; the file must exist.
    case appending
    /// For appending; the file must not exist. Mode 0600.
    case creating
    /// For appending; the file may or may not exist. Mode 0600.
    case creatingOrAppending
}

/// What tells whether a file was touched since it was last looked at.
public struct FileStatus: Equatable, Codable, Sendable {
    public var size: Int
    /// The owner may write to it.
    public var isWritable: Bool
    public var inode: UInt64
    public var modifiedNanoseconds: Int64
    public var changedNanoseconds: Int64
}
