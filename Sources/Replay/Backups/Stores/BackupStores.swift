import Events
import S3

/// Finds a backup's place by what operators call it.
public enum BackupStores {
    private static let lockWait = Duration.seconds(10)

    /// Opens `s3://bucket/prefix` with the keys of the environment, or else a folder. Nothing is asked of the place yet.
    ///
    /// - Throws: `ReplayFailure`: 64 when it is no place, 78 when the environment says too little or something wrong.
    public static func open(
        _ place: String, environment: [String: String]
    ) throws(ReplayFailure) -> any BackupStore {
        if place.hasPrefix("s3://") {
            guard let place = S3Place(place) else {
                throw ReplayFailure(
                    .usage,
                    "« \(place) » n'est pas un emplacement S3 : s3://COMPARTIMENT/PRÉFIXE, avec des lettres, des chiffres et "
                        + "les signes « . _ - / ».")
            }
            return S3BackupStore(
                configuration: try S3Configuration(place: place, environment: environment), limits: .usual)
        }
        guard !place.isEmpty, !place.contains("://") else {
            throw ReplayFailure(
                .usage,
                "« \(place) » n'est pas un emplacement de sauvegarde : un dossier, ou s3://COMPARTIMENT/PRÉFIXE.")
        }
        let trimmed = place.replacing(/\/+$/, with: "")
        return FolderBackupStore(path: trimmed.isEmpty ? "/" : trimmed, files: POSIXFiles(), lockWait: lockWait)
    }
}
