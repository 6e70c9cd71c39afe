/// Why a sealed body could not be made or opened.
public enum SealedStreamError: Error, Equatable, Sendable {
    /// The bytes do not begin like a sealed body.
    case notSealed
    /// Changed, cut off, or sealed under another key or in another context.
    case broken
    case tooLong
}
