import Crypto
import Events

/// Opens one blob from beginning to end, as its sealed bytes come in.
struct SealedBlobOpening {
    private let bytesMax: Int
    private var opening: SealedStreamReader
    private var sealed = SHA256()
    private var opens = true
    private var byteCount = 0

    init(key: SymmetricKey, context: String, bytesMax: Int) {
        self.bytesMax = bytesMax
        opening = SealedStreamReader(key: key, context: context)
    }

    /// Takes the next sealed bytes, and hands the body to `sink` in pieces. Each piece is authentic when it is handed over; that it
    /// is the whole body under the right address is certain only when `finish` returns.
    mutating func take(_ chunk: [UInt8], _ sink: ([UInt8]) throws(BlobError) -> Void) throws(BlobError) {
        sealed.update(data: chunk)
        // Once the seal is broken the rest is read for its hash alone: it tells damage from another key.
        guard opens else { return }
        guard let plain = try? opening.open(chunk) else {
            opens = false
            return
        }
        try hand(plain, sink)
    }

    /// Ends the body.
    ///
    /// - Throws: `BlobError.damaged` when these are not the bytes of `address`, `.otherKey` when they are, under another key.
    mutating func finish(
        _ address: BlobAddress, _ sink: ([UInt8]) throws(BlobError) -> Void
    ) throws(BlobError) {
        if opens, let rest = try? opening.finish() { try hand(rest, sink) } else { opens = false }
        guard BlobAddress(digest: sealed.finalize()) == address else { throw .damaged }
        guard opens else { throw .otherKey }
    }

    private mutating func hand(
        _ plain: [UInt8], _ sink: ([UInt8]) throws(BlobError) -> Void
    ) throws(BlobError) {
        byteCount += plain.count
        guard byteCount <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
        if !plain.isEmpty { try sink(plain) }
    }
}
