import Foundation

/// A file that holds a secret: what `NAME_FILE` points to.
enum SecretFile {
    /// More than any key or address has; keeps a path to a device or a dump from being read whole.
    private static let bytesMax = 64 << 10

    /// The file's text without the white space around it; nil when it cannot be read, is too long or is not UTF-8.
    static func text(at path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        defer { try? file.close() }
        guard let bytes = try? file.read(upToCount: bytesMax + 1), bytes.count <= bytesMax else { return nil }
        return String(data: bytes, encoding: .utf8)?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
