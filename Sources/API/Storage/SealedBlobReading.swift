import Crypto
import Events

/// Reads one blob from beginning to end, chunk by chunk. Blocks.
struct SealedBlobReading {
    let folder: BlobFolder
    let key: SymmetricKey
    let context: String
    let bytesMax: Int

    /// Hands the body to `sink` in pieces. Each piece is authentic when it is handed over; that it is the whole body
    /// under the right address is certain only when this returns.
    func run(_ address: BlobAddress, _ sink: ([UInt8]) throws(BlobError) -> Void) throws(BlobError) {
        let path = folder.path(of: address)
        let descriptor: Int32
        do throws(FileError) {
            descriptor = try folder.files.open(path, .reading)
        } catch {
            throw error.isMissingFile ? .notFound : BlobError(error)
        }
        defer { folder.files.close(descriptor) }
        var opening = SealedStreamReader(key: key, context: context)
        var sealed = SHA256()
        var opens = true
        var offset = 0
        var byteCount = 0
        func hand(_ plain: [UInt8]) throws(BlobError) {
            byteCount += plain.count
            guard byteCount <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
            if !plain.isEmpty { try sink(plain) }
        }
        while true {
            let chunk = try read(descriptor, at: offset, path)
            if chunk.isEmpty { break }
            offset += chunk.count
            sealed.update(data: chunk)
            // Once the seal is broken the rest is read for its hash alone: it tells damage from another key.
            guard opens else { continue }
            guard let plain = try? opening.open(chunk) else {
                opens = false
                continue
            }
            try hand(plain)
        }
        if opens, let rest = try? opening.finish() { try hand(rest) } else { opens = false }
        guard BlobAddress(digest: sealed.finalize()) == address else { throw .damaged }
        guard opens else { throw .otherKey }
    }

    private func read(_ descriptor: Int32, at offset: Int, _ path: String) throws(BlobError) -> [UInt8] {
        do throws(FileError) {
            return try folder.files.read(descriptor, at: offset, count: SealedStream.chunkBytes, path)
        } catch {
            throw BlobError(error)
        }
    }
}
