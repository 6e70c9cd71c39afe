public import Events

/// What a run of shipping did.
public struct ShipReport: Encodable, Equatable, Sendable {
    /// Bytes put, in whole objects.
    public internal(set) var movedBytes = 0
    public internal(set) var movedObjects = 0
    /// Manifests written; none when there was nothing to ship.
    public internal(set) var manifests = 0
    /// The end of what the backup holds.
    public internal(set) var position = LogPosition.zero
    public internal(set) var sequence = 0
    /// Addresses of blobs that records name and that are not to be found, or damaged.
    public internal(set) var missingBlobs: [String] = []
    /// Objects removed that no manifest named any more.
    public internal(set) var pruned = 0
    /// In French.
    public internal(set) var warnings: [String] = []

    mutating func moved(_ bytes: Int) {
        movedBytes += bytes
        movedObjects += 1
    }
}
