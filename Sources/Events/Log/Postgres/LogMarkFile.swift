/// The file `log-seen` beside a node's data: how far it saw the shared log. It is replaced as a whole, so that a node that is killed
/// leaves the last mark or the one before.
public struct LogMarkFile: Sendable {
    /// Why a mark cannot be told.
    public enum Failure: Error, Equatable, Sendable {
        /// The file is not one that this program wrote.
        case damaged(path: String)
        case io(FileError)
    }

    public let path: String
    private let directory: String
    private let files: any FileLayer

    /// The file in `directory`, which is made when a mark is written.
    public init(in directory: String, files: any FileLayer) {
        self.directory = directory
        self.files = files
        path = directory + "/log-seen"
    }

    /// The last mark; nil when none was written yet.
    ///
    /// - Throws: `Failure`.
    public func load() throws(Failure) -> LogMark? {
        let bytes: [UInt8]
        do throws(FileError) {
            guard try files.exists(path) else { return nil }
            // Nothing long is taken into memory: it is no mark.
            bytes = try files.status(path).size <= LogMark.bytesMax ? files.readWhole(path) : []
        } catch {
            throw .io(error)
        }
        guard let mark = LogMark(bytes) else { throw .damaged(path: path) }
        return mark
    }

    /// Replaces the mark, durably.
    ///
    /// - Throws: `FileError`; the mark before stands then.
    public func save(_ mark: LogMark) throws(FileError) {
        try files.makeDirectory(directory)
        try files.writeAtomically(mark.bytes, to: path, in: directory)
    }
}
