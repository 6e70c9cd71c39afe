public import Events

/// How a backup stood the test, on its way to the writer.
public struct ControlDrill: Codable, Sendable {
    let succeeded: Bool
    let from: String
    let position: LogPosition
    let digest: String
    let bytes: Int
    let milliseconds: Int

    /// Takes the fact apart.
    public init(_ drilled: BackupDrilled) {
        succeeded = drilled.succeeded
        from = drilled.from
        position = drilled.position
        digest = drilled.digest
        bytes = drilled.bytes
        milliseconds = drilled.milliseconds
    }

    var fact: BackupDrilled {
        BackupDrilled(
            succeeded: succeeded, from: from, position: position, digest: digest, bytes: bytes,
            milliseconds: milliseconds)
    }
}
