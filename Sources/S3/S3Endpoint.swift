/// Where a bucket is reached.
public struct S3Endpoint: Equatable, Sendable {
    /// `https://host[:port]`; http only when it was spelled out.
    let origin: String
    /// The bucket stands in the path (`https://host/bucket/key`) and not before the host (`https://bucket.host/key`).
    let isPathStyle: Bool

    init(origin: String, isPathStyle: Bool) {
        self.origin = origin
        self.isPathStyle = isPathStyle
    }

    /// AWS's own for a region. A bucket with dots in its name does not fit AWS's certificates.
    static func amazon(region: String, bucket: String) -> S3Endpoint {
        S3Endpoint(origin: "https://s3.\(region).amazonaws.com", isPathStyle: bucket.contains("."))
    }

    /// The address of an object; of the bucket itself when `object` is empty.
    func url(of object: String, in bucket: String) -> String {
        if isPathStyle { return "\(origin)/\(bucket)" + (object.isEmpty ? "" : "/\(object)") }
        return origin.replacing("://", with: "://\(bucket).", maxReplacements: 1) + "/" + object
    }
}
