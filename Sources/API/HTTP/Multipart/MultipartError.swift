/// Why a body is not the `multipart/form-data` that it claims to be; each case is the sender's fault.
enum MultipartError: Error, Equatable, Sendable {
    /// The `Content-Type` of the request is not `multipart/form-data`.
    case notFormData
    /// The `Content-Type` names no boundary.
    case missingBoundary
    /// The boundary is not 1 to 70 of the characters that RFC 2046 §5.1.1 allows, or ends in a space.
    case invalidBoundary
    /// More than `limitBytes` precede the first delimiter: mostly the body uses another boundary.
    case preambleTooLong(limitBytes: Int)
    /// A delimiter is followed by neither `--` nor the end of its line.
    case malformedDelimiter
    /// The header lines of one part exceed `limitBytes`.
    case headTooLong(limitBytes: Int)
    /// A header line of a part cannot be read, or says the same thing twice.
    case malformedHeader
    /// A part has no `Content-Disposition: form-data` with a `name` (RFC 7578 §4.2).
    case missingName
    /// A part is encoded, with base64 for example (RFC 7578 §4.7 does away with that).
    case unsupportedTransferEncoding
    /// There are more than `limit` parts.
    case tooManyParts(limit: Int)
    /// More than `limitBytes` follow the closing delimiter.
    case epilogueTooLong(limitBytes: Int)
    /// The input ended before the closing delimiter.
    case truncated
}
