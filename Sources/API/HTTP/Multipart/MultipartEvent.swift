/// What a `MultipartParser` has read.
///
/// A body is `(partBegan bodyBytes* partEnded)* finished`.
enum MultipartEvent: Equatable, Sendable {
    case partBegan(MultipartPart)
    /// The next bytes of the part's content, never empty; a slice that keeps the whole fed chunk alive.
    case bodyBytes(ArraySlice<UInt8>)
    case partEnded
    /// The closing delimiter was read; the rest of the input means nothing.
    case finished
}
