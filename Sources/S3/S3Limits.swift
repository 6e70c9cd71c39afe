/// How long requests to a bucket may take.
public struct S3Limits: Sendable {
    public var connectSeconds: Int
    /// A request that moves fewer bytes a second than `bytesPerSecondMin` for this long is given up.
    public var stallSeconds: Int
    public var bytesPerSecondMin: Int
    /// A whole request.
    public var seconds: Int
    /// Requests at the same time, each with a connection of its own.
    public var connections: Int

    /// Gathers them.
    public init(connectSeconds: Int, stallSeconds: Int, bytesPerSecondMin: Int, seconds: Int, connections: Int) {
        self.connectSeconds = connectSeconds
        self.stallSeconds = stallSeconds
        self.bytesPerSecondMin = bytesPerSecondMin
        self.seconds = seconds
        self.connections = connections
    }

    /// For work that nobody waits for, as shipping.
    public static let usual = S3Limits(
        connectSeconds: 10, stallSeconds: 30, bytesPerSecondMin: 1_000, seconds: 900, connections: 4)
}
