import S3

/// The names that objects of a backup may have, the same in a folder and in a bucket.
enum BackupKey {
    /// Refuses a name that could leave the backup's place, or mean something else there: a manifest was written by others.
    static func check(_ key: String) throws(BackupStoreError) {
        guard S3Key.isValid(key) else { throw .broken(key: key, "ce n'est pas un nom d'objet de sauvegarde") }
    }
}
