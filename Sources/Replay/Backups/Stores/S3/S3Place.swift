/// A bucket and the beginning of the names in it: `s3://bucket/prefix`.
struct S3Place: Equatable, Sendable {
    private static let scheme = "s3://"

    let bucket: String
    /// Without slashes around it; empty for the whole bucket.
    let prefix: String

    /// Nil when it is no such address. The signs allowed are those that need no escaping in a URL.
    init?(_ text: String) {
        guard text.hasPrefix(Self.scheme) else { return nil }
        let parts = text.dropFirst(Self.scheme.count).split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let bucket = String(parts[0])
        let prefix = parts.count == 2 ? String(parts[1].replacing(/\/+$/, with: "")) : ""
        guard (3...63).contains(bucket.utf8.count), !bucket.contains("/"), Self.isName(bucket),
            prefix.isEmpty || Self.isName(prefix)
        else { return nil }
        self.bucket = bucket
        self.prefix = prefix
    }

    /// The object of a key.
    func object(_ key: String) -> String { prefix.isEmpty ? key : prefix + "/" + key }

    private static func isName(_ text: String) -> Bool { (try? BackupKey.check(text)) != nil }
}

extension S3Place: CustomStringConvertible {
    var description: String { Self.scheme + bucket + (prefix.isEmpty ? "" : "/" + prefix) }
}
