import Events
import Projections

/// What the log holds of copies in words, read by position and opened with the person's key: read models have only
/// positions.
struct CopieContents: Sendable {
    /// A text whose JSON is longer lies in a blob: sealed, in base 64 and with its attributes it would not fit a
    /// record.
    static let recordTextBytesMax = 40_000
    /// The longest text that is read back from a blob; `ReadingLimits.textCharactersMax` in four-byte characters
    /// fits.
    static let textBytesMax = 1 << 20

    let log: any LogReader
    let keys: any KeyRing
    let blobs: any BlobStore
    private let queue = BlockingQueue(label: "eaf-contents")

    init(log: any LogReader, keys: any KeyRing, blobs: any BlobStore) {
        self.log = log
        self.keys = keys
        self.blobs = blobs
    }

    /// The text of a copie, from its record or from the blob that the record names; nil when it was not read yet.
    ///
    /// - Throws: `CopieContentsError`.
    func text(of copie: HandedInCopie) async throws(CopieContentsError) -> String? {
        guard let position = copie.readAt else { return nil }
        guard case .copie(.read(let read)) = try await event(at: position) else { throw .otherRecord(position) }
        guard let blob = read.textBlob else {
            guard let text = read.text?.value else { throw .hidden }
            return text
        }
        guard let address = BlobAddress(blob) else { throw .blob(.notFound) }
        do throws(BlobError) {
            let bytes = try await blobs.bytes(of: address, owner: copie.owner, bytesMax: Self.textBytesMax)
            return String(decoding: bytes, as: UTF8.self)
        } catch {
            throw error == .noKey ? .hidden : .blob(error)
        }
    }

    /// The record of a correction, opened; `position` is a `GivenCorrection`'s.
    ///
    /// - Throws: `CopieContentsError`.
    func correction(at position: LogPosition) async throws(CopieContentsError) -> CorrectionCompleted {
        guard case .correction(.completed(let completed)) = try await event(at: position) else {
            throw .otherRecord(position)
        }
        guard completed.correction != .hidden else { throw .hidden }
        return completed
    }

    /// The record of an attempt that failed; `position` is `HandedInCopie.failedAt`.
    ///
    /// - Throws: `CopieContentsError`.
    func failure(at position: LogPosition) async throws(CopieContentsError) -> CorrectionFailed {
        guard case .correction(.failed(let failed)) = try await event(at: position) else {
            throw .otherRecord(position)
        }
        return failed
    }

    /// The record of an épreuve, opened; `position` is a `GivenEpreuve`'s.
    ///
    /// - Throws: `CopieContentsError`.
    func epreuve(at position: LogPosition) async throws(CopieContentsError) -> EpreuveGenerated {
        guard case .epreuve(.generated(let generated)) = try await event(at: position) else {
            throw .otherRecord(position)
        }
        guard generated.content != .hidden else { throw .hidden }
        return generated
    }

    /// The fact at a position with everything that can be opened. Off the pool: a log in files or in a database
    /// blocks.
    private func event(at position: LogPosition) async throws(CopieContentsError) -> Event {
        do throws(EventLogError) {
            return try await queue.run { [log, keys] () throws(EventLogError) in
                let record = try log.record(at: position)
                do throws(PayloadError) {
                    return try EventCatalog.current.event(of: record, opening: keys)
                } catch {
                    throw .unreadable(position, error)
                }
            }
        } catch {
            throw .log(error)
        }
    }
}
