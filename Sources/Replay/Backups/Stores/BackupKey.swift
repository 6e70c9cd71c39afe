/// The names that objects of a backup may have, the same in a folder and in a bucket.
enum BackupKey {
    /// A file system's longest name, without room for the suffix of a temporary file.
    private static let partBytesMax = 200
    private static let bytesMax = 800

    /// Refuses a name that could leave the backup's place, or mean something else there: a manifest was written by others.
    static func check(_ key: String) throws(BackupStoreError) {
        guard key.utf8.count <= bytesMax, key.utf8.allSatisfy(isAllowed), !key.hasSuffix(".tmp"),
            key.split(separator: "/", omittingEmptySubsequences: false).allSatisfy(isPart)
        else { throw .broken(key: key, "ce n'est pas un nom d'objet de sauvegarde") }
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
