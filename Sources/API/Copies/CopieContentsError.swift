import Events

/// Why the words of a copie could not be had.
enum CopieContentsError: Error, Equatable, Sendable {
    /// The person's key was destroyed: nobody reads this any more.
    case hidden
    /// Something else stands at the position: the caller mixed positions up.
    case otherRecord(LogPosition)
    /// The text's blob could not be read.
    case blob(BlobError)
    case log(EventLogError)
}
