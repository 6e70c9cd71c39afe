/// Why a document could not be made.
public enum DocumentError: Error, Equatable, Sendable {
    /// It would have more pages than `DocumentLimits.pagesMax`.
    case tooManyPages
    /// It would have more bytes than `DocumentLimits.bytesMax`.
    case tooLarge
    /// It took longer than `DocumentLimits.secondsMax`.
    case tooSlow
    /// cairo gave up; its own words, which hold nothing of the text.
    case failed(String)
}
