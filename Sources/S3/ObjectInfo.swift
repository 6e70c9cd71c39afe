/// What a store says of an object without handing it out.
public struct ObjectInfo: Equatable, Sendable {
    public let size: Int
    public let version: ObjectVersion

    /// Gathers both.
    public init(size: Int, version: ObjectVersion) {
        self.size = size
        self.version = version
    }
}
