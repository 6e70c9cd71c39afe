public import Events

/// A file of lines that is being written: it has its name only once it is whole and on the disk.
public struct LineFile: ~Copyable {
    private static let gatheredMax = 1 << 20

    private let path: String
    private let temporary: String
    private let files = POSIXFiles()
    private let descriptor: Int32
    private var gathered: [UInt8] = []

    /// Begins a file; nothing may have its name.
    ///
    /// - Throws: `ReplayFailure` when there is one, `FileError`.
    public static func begin(_ path: String) throws -> LineFile {
        let files = POSIXFiles()
        guard (try? files.status(path)) == nil else {
            throw ReplayFailure(.cannotCreate, "« \(path) » existe déjà : choisissez un autre nom.")
        }
        let temporary = path + ".tmp"
        if (try? files.status(temporary)) != nil { try files.remove(temporary) }
        return LineFile(path: path, temporary: temporary, descriptor: try files.open(temporary, .creating))
    }

    private init(path: String, temporary: String, descriptor: Int32) {
        self.path = path
        self.temporary = temporary
        self.descriptor = descriptor
    }

    deinit { files.close(descriptor) }

    /// Adds a line, given without its line feed.
    public mutating func add(_ line: ArraySlice<UInt8>) throws(FileError) {
        gathered += line
        gathered.append(0x0A)
        if gathered.count >= Self.gatheredMax { try flush() }
    }

    private mutating func flush() throws(FileError) {
        var done = 0
        while done < gathered.count {
            done += try files.write(descriptor, gathered, done..<gathered.count, temporary)
        }
        gathered.removeAll(keepingCapacity: true)
    }

    /// Makes the file durable and gives it its name.
    public mutating func finish() throws(FileError) {
        try flush()
        try files.syncData(descriptor, temporary)
        try files.rename(temporary, to: path)
        try files.syncDirectory(path.lastIndex(of: "/").map { String(path[...$0]) } ?? ".")
    }

    /// Takes away what was written so far.
    public mutating func abandon() { try? files.remove(temporary) }
}
