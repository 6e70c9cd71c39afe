/// An object that was read.
public struct StoredObject: Equatable, Sendable {
    public let bytes: [UInt8]
    public let version: ObjectVersion

    /// Gathers both.
    public init(bytes: [UInt8], version: ObjectVersion) {
        self.bytes = bytes
        self.version = version
    }
}
