public import Events
import S3

/// Why a backup's place did not do what was asked.
public enum BackupStoreError: Error, Equatable, Sendable {
    /// The condition of a `put` does not hold: somebody else wrote the object.
    case conflict(key: String)
    /// The place is down, slow or busy: trying again later may help. `retryAfterSeconds` is its own advice.
    case unavailable(String, retryAfterSeconds: Int?)
    /// The place knows us and says no: rights, a missing bucket, a wrong key.
    case denied(String)
    /// The object is longer than it may be.
    case tooLarge(key: String, bytesMax: Int)
    /// The answer is not of the protocol's form, or not a possible answer. (One that was cut short is `.unavailable`.)
    case broken(key: String, String)
    /// The file system refused a call.
    case io(FileError)
}

extension BackupStoreError {
    init(_ error: S3Error) {
        self =
            switch error {
            case .conflict(let key): .conflict(key: key)
            case .unavailable(let reason, let seconds): .unavailable(reason, retryAfterSeconds: seconds)
            case .denied(let reason): .denied(reason)
            case .tooLarge(let key, let bytesMax): .tooLarge(key: key, bytesMax: bytesMax)
            case .broken(let key, let reason): .broken(key: key, reason)
            }
    }
}
