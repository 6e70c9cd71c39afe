/// The names that objects may have here: those that need no escaping in a URL, and that a folder could have too.
///
/// Keys are relative paths of `a-z A-Z 0-9 . _ - /`; no part of one is empty or begins with a dot, and none ends in `.tmp`.
public enum S3Key {
    /// A file system's longest name, without room for the suffix of a temporary file.
    private static let partBytesMax = 200
    private static let bytesMax = 800

    /// Whether a text may be the key of an object, or the prefix of keys.
    public static func isValid(_ key: String) -> Bool {
        key.utf8.count <= bytesMax && key.utf8.allSatisfy(isAllowed) && !key.hasSuffix(".tmp")
            && key.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isPart)
    }

    /// Hidden names belong to the place itself; so do `.` and `..`.
    private static func isPart(_ part: Substring) -> Bool {
        !part.isEmpty && part.utf8.count <= partBytesMax && !part.hasPrefix(".")
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "/"):
            true
        default: false
        }
    }
}
