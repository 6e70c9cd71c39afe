import Foundation

/// The S3 service that `scripts/with-s3.sh` starts.
public enum RealS3 {
    private static let environment = ProcessInfo.processInfo.environment

    public static let isThere = environment["TEST_S3_ENDPOINT"] != nil

    /// Everything is allowed in the bucket `eaf-tests`.
    public static let plain = variables("TEST_S3_ENDPOINT", "TEST_S3", [:])
    /// The same over TLS, with the authority that vouches for the service.
    public static let secure = variables(
        "TEST_S3_HTTPS_ENDPOINT", "TEST_S3", ["S3_CA_FILE": environment["TEST_S3_CA_FILE"] ?? ""])
    /// Reading and writing are allowed in the bucket `eaf-ship`, deleting nowhere.
    public static let shipper = variables("TEST_S3_ENDPOINT", "TEST_SHIPPER", [:])

    /// The port that the service listens on in clear, for a proxy before it.
    public static var port: Int {
        environment["TEST_S3_ENDPOINT"]?.split(separator: ":").last.flatMap { Int($0) } ?? 0
    }

    /// What a server is told that keeps its copies under a prefix of the bucket `eaf-tests`.
    ///
    /// - Parameter port: where it reaches the service.
    public static func copies(prefix: String, port: Int = port) -> [String: String] {
        plain.merging([
            "STORAGE_PROVIDER": "s3", "S3_BUCKET": "eaf-tests", "S3_PREFIX": prefix,
            "S3_ENDPOINT": "http://127.0.0.1:\(port)",
        ]) { $1 }
    }

    /// A prefix that nobody has used.
    public static func newPrefix() -> String { UUID().uuidString.lowercased() }

    private static func variables(
        _ endpoint: String, _ keys: String, _ more: [String: String]
    ) -> [String: String] {
        [
            "S3_ENDPOINT": environment[endpoint] ?? "",
            "S3_ACCESS_KEY_ID": environment[keys + "_ACCESS_KEY_ID"] ?? "",
            "S3_SECRET_ACCESS_KEY": environment[keys + "_SECRET_ACCESS_KEY"] ?? "",
        ].merging(more) { $1 }
    }
}
