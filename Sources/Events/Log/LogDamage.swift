/// A place in a log where the bytes are not what was written.
public struct LogDamage: Equatable, Sendable {
    /// The position that should stand there.
    public let position: LogPosition
    /// The file, relative to the log's directory, when the log has files.
    public let file: String?
    /// Bytes from the beginning of the file, or of the chunk when there is no file.
    public let offset: Int
    public let defect: RecordDefect

    init(position: LogPosition, file: String?, offset: Int, defect: RecordDefect) {
        self.position = position
        self.file = file
        self.offset = offset
        self.defect = defect
    }

    public var description: String {
        "record \(position), \(file ?? "chunk"), byte \(offset): \(defect.description)"
    }
}
