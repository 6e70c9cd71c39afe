import Replay

extension RealS3 {
    /// A store under a prefix of its own.
    static func store(
        _ prefix: String = newPrefix(), _ environment: [String: String] = plain
    ) throws -> any BackupStore {
        try BackupStores.open("s3://eaf-tests/\(prefix)", environment: environment)
    }
}
