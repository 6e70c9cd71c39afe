/// Why a bucket did not do what was asked.
public enum S3Error: Error, Equatable, Sendable {
    /// The condition of a `put` does not hold: somebody else wrote the object.
    case conflict(key: String)
    /// The service is down, slow or busy: trying again later may help. `retryAfterSeconds` is its own advice.
    case unavailable(String, retryAfterSeconds: Int?)
    /// The service knows us and says no: rights, a missing bucket, a wrong key.
    case denied(String)
    /// The object is longer than it may be.
    case tooLarge(key: String, bytesMax: Int)
    /// The answer is not of the protocol's form, or not a possible answer. (One that was cut short is `.unavailable`.)
    case broken(key: String, String)

    /// What happened, in French, without secrets.
    public var explanation: String {
        switch self {
        case .conflict(let key): "« \(key) » a été écrit entre-temps par un autre processus"
        case .unavailable(let reason, _), .denied(let reason): reason
        case .tooLarge(let key, let bytesMax): "« \(key) » dépasse \(bytesMax) octets"
        case .broken(let key, let reason): "« \(key) » : \(reason)"
        }
    }
}
