import Crypto
import Events

/// Reads one sealed file from beginning to end, chunk by chunk. Blocks.
struct SealedBlobReading {
    let path: String
    let files: any FileLayer
    let opening: SealedBlobOpening

    /// Hands the body to `sink` in pieces; see `SealedBlobOpening`.
    func run(_ address: BlobAddress, _ sink: ([UInt8]) throws(BlobError) -> Void) throws(BlobError) {
        let descriptor: Int32
        do throws(FileError) {
            descriptor = try files.open(path, .reading)
        } catch {
            throw error.isMissingFile ? .notFound : BlobError(error)
        }
        defer { files.close(descriptor) }
        var opening = opening
        var offset = 0
        while true {
            let chunk = try read(descriptor, at: offset)
            if chunk.isEmpty { break }
            offset += chunk.count
            try opening.take(chunk, sink)
        }
        try opening.finish(address, sink)
    }

    /// Writes the body to a new file and returns its size; see `BlobStore.copy`.
    func copy(_ address: BlobAddress, to target: String) throws(BlobError) -> Int {
        try PlainFile.written(target, files) { file throws(BlobError) in
            var byteCount = 0
            try run(address) { piece throws(BlobError) in
                try file.append(piece)
                byteCount += piece.count
            }
            return byteCount
        }
    }

    private func read(_ descriptor: Int32, at offset: Int) throws(BlobError) -> [UInt8] {
        do throws(FileError) {
            return try files.read(descriptor, at: offset, count: SealedStream.chunkBytes, path)
        } catch {
            throw BlobError(error)
        }
    }
}
