/// Why a draft cannot become a record.
public enum RecordEncodingError: Error, Equatable, Sendable {
    /// The draft holds personal data and the person has no key: never had one, or was erased.
    case noKey
    /// The line would exceed the limit of a record; the body belongs in a blob.
    case tooLong(bytes: Int)
}
