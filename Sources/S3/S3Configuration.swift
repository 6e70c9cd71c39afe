/// What it takes to talk to a bucket. Printing one shows no key.
public struct S3Configuration: Sendable {
    public let place: S3Place
    public let endpoint: S3Endpoint
    let region: String
    let accessKeyID: String
    let secretAccessKey: String
    /// A PEM file with the authorities to believe; nil: the system's.
    let authoritiesFile: String?

    /// The region that is meant when none is given.
    public static let standardRegion = "us-east-1"

    /// Gathers them.
    ///
    /// - Parameters:
    ///   - origin: `https://host[:port]`, or `http://…` for a connection in clear; nil: AWS's own for the region.
    ///   - isPathStyle: nil: what is usual there, the bucket in the path when an origin is given.
    public init(
        place: S3Place, origin: String?, region: String, isPathStyle: Bool?, accessKeyID: String,
        secretAccessKey: String, authoritiesFile: String?
    ) {
        self.place = place
        self.region = region
        let usual =
            origin.map { S3Endpoint(origin: $0, isPathStyle: true) }
            ?? .amazon(region: region, bucket: place.bucket)
        endpoint = S3Endpoint(origin: usual.origin, isPathStyle: isPathStyle ?? usual.isPathStyle)
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.authoritiesFile = authoritiesFile
    }

    /// Whether a text may be the name of a region.
    public static func isRegion(_ text: String) -> Bool { text.wholeMatch(of: /[a-z0-9-]{1,64}/) != nil }
}

extension S3Configuration: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(place) at \(endpoint.origin)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
