/// What a `MultipartParser` has read.
///
/// A body is `(partBegan bodyBytes* partEnded)* finished`.
enum MultipartEvent: Equatable, Sendable {
    case partBegan(MultipartPart)
    /// The next bytes of the part's content, never empty; they keep the fed chunk alive as long as they are kept.
    case bodyBytes(ArraySlice<UInt8>)
    case partEnded
    /// The closing delimiter was read; the rest of the input means nothing.
    case finished
}
