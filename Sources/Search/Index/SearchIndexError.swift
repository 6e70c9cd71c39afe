/// Why an index cannot be used; it can always be made anew.
public enum SearchIndexError: Error, Equatable, Sendable {
    /// There is none, or it is of another corpus or another build.
    case absent
    /// The file is there and is not whole.
    case damaged(String)
    /// It could not be written: the disk is full, the folder may not be written to.
    case cannotWrite(String)
    /// A question could not be answered.
    case cannotRead(String)
}
