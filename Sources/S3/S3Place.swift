/// A bucket and the beginning of the names in it: `s3://bucket/prefix`.
public struct S3Place: Equatable, Sendable {
    private static let scheme = "s3://"

    public let bucket: String
    /// Without slashes around it; empty for the whole bucket.
    public let prefix: String

    /// Nil when it is no such address. The signs allowed are those that need no escaping in a URL.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.scheme) else { return nil }
        let parts = text.dropFirst(Self.scheme.count).split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let prefix = parts.count == 2 ? String(parts[1].replacing(/\/+$/, with: "")) : ""
        guard Self.isBucket(String(parts[0])), prefix.isEmpty || S3Key.isValid(prefix) else { return nil }
        self.init(bucket: String(parts[0]), prefix: prefix)
    }

    /// Puts together what was checked already.
    public init(bucket: String, prefix: String) {
        self.bucket = bucket
        self.prefix = prefix
    }

    /// Whether a bucket may be called so.
    public static func isBucket(_ text: String) -> Bool {
        (3...63).contains(text.utf8.count) && !text.contains("/") && S3Key.isValid(text)
    }

    /// The object of a key.
    func object(_ key: String) -> String { prefix.isEmpty ? key : prefix + "/" + key }

    /// The key of an object; nil for one that lies elsewhere in the bucket.
    func key(_ object: String) -> String? {
        if prefix.isEmpty { return object }
        return object.hasPrefix(prefix + "/") ? String(object.dropFirst(prefix.count + 1)) : nil
    }
}

extension S3Place: CustomStringConvertible {
    public var description: String { Self.scheme + bucket + (prefix.isEmpty ? "" : "/" + prefix) }
}
