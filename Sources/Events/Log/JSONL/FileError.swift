import Glibc

/// A call of the operating system that failed.
public struct FileError: Error, Equatable, Sendable {
    /// The call, for example `fdatasync`.
    public let call: String
    /// `errno`.
    public let code: Int32
    /// The file's name, without its directory.
    public let file: String

    /// Names a failed call.
    public init(call: String, code: Int32, file: String) {
        self.call = call
        self.code = code
        self.file = file
    }

    /// The file system has no room: ENOSPC or EDQUOT.
    public var isFull: Bool { code == ENOSPC || code == EDQUOT }

    /// There is no such file.
    public var isMissingFile: Bool { code == ENOENT }

    public var description: String { "\(call) \(file): \(unsafe String(cString: strerror(code)))" }
}
