/// How long requests to a store may take.
struct S3Limits: Sendable {
    var connectSeconds: Int
    /// A request that moves fewer bytes a second than `bytesPerSecondMin` for this long is given up.
    var stallSeconds: Int
    var bytesPerSecondMin: Int
    /// A whole request.
    var seconds: Int
    /// Requests at the same time, each with a connection of its own.
    var connections: Int

    static let usual = S3Limits(
        connectSeconds: 10, stallSeconds: 30, bytesPerSecondMin: 1_000, seconds: 900, connections: 4)
}
