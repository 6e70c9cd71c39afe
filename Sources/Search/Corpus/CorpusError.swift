/// Why the documents that ship with the product cannot be read.
public enum CorpusError: Error, Equatable, Sendable {
    /// A resource is not there.
    case missing(String)
    /// A file that is no UTF-8, or cannot be read.
    case unreadable(String)
    /// A file, and the member of its head that is missing or wrong.
    case malformed(String, String)
}
