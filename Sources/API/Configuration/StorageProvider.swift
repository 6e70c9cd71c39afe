/// Where the files of copies are kept: a value of `STORAGE_PROVIDER`.
public enum StorageProvider: String, CaseIterable, Sendable {
    case local, s3
}
