/// Signs requests as AWS's Signature Version 4 says. The URL's path has to be free of characters that need escaping, and without a
/// query: what libcurl makes of those differs from release to release (curl issues 9717, 11794, 13754).
public struct CurlSignature: Sendable, CustomStringConvertible, CustomReflectable {
    let region: String
    let service: String
    let accessKeyID: String
    let secretAccessKey: String

    /// Signs for `service` in `region` with a pair of keys.
    public init(region: String, service: String, accessKeyID: String, secretAccessKey: String) {
        self.region = region
        self.service = service
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
    }

    /// Without the keys.
    public var description: String { "signature for \(service) in \(region)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
