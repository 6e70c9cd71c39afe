import Events
import Foundation

/// Why a store could not do what was asked.
enum BlobError: Error, Equatable, Sendable {
    /// No blob has the address.
    case notFound
    /// The stored bytes are not those that were stored.
    case damaged
    /// The bytes are intact and were sealed under another key, or for somebody else.
    case otherKey
    /// The owner has no key: erased, or never had one.
    case noKey
    /// The body is longer than the caller allows.
    case tooLarge(bytesMax: Int)
    /// No room; nothing was stored.
    case diskFull
    /// The system refused a call.
    case io(FileError)
    /// The service that keeps the blobs does not answer, or refuses: in French, without secrets. Nothing was stored.
    case unavailable(String)

    init(_ error: FileError) { self = error.isFull ? .diskFull : .io(error) }
}
