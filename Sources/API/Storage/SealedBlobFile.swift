import Crypto
import Events

/// A blob on its way to its name: sealed, hashed and written as its bytes come in. Every call blocks.
///
/// The bytes go to `<uuid>.tmp` in the store's folder, mode 0600. Sealing ends the body. Committing syncs the file (`fdatasync`),
/// makes the subfolder durable, renames the file to `<two digits>/<sealed SHA-256>`, and syncs the subfolder: a name that can
/// be seen has the content it says, and after `commit` it stays. The temporary file is locked until then, so that a sweep, even of
/// another process, takes only those whose writer is dead.
struct SealedBlobFile {
    private enum Phase {
        case open(Int32)
        case sealed(Int32, StoredBlob)
        case failed(BlobError)
        case ended
    }

    private let folder: BlobFolder
    private let path: String
    private let bytesMax: Int
    private var phase: Phase
    private var sealing: SealedStreamWriter
    private var sealed = SHA256()
    private var plain = SHA256()
    private var byteCount = 0
    /// Size of the sealed bytes so far.
    private(set) var sealedByteCount = 0

    static func begin(
        in folder: BlobFolder, key: SymmetricKey, context: String, bytesMax: Int
    ) throws(BlobError) -> SealedBlobFile {
        let path = folder.newTemporaryPath()
        do throws(FileError) {
            let descriptor = try folder.files.open(path, .creating)
            let (writer, header) = SealedStreamWriter.begin(key: key, context: context)
            var file = SealedBlobFile(folder, path, descriptor, writer, bytesMax: bytesMax)
            do throws(FileError) {
                _ = try folder.files.lock(descriptor, path)
                try file.append(header, descriptor)
            } catch {
                file.abort()
                throw error
            }
            return file
        } catch {
            throw BlobError(error)
        }
    }

    private init(
        _ folder: BlobFolder, _ path: String, _ descriptor: Int32, _ sealing: SealedStreamWriter, bytesMax: Int
    ) {
        self.folder = folder
        self.path = path
        self.bytesMax = bytesMax
        self.sealing = sealing
        phase = .open(descriptor)
    }

    mutating func write(_ bytes: [UInt8]) throws(BlobError) {
        let descriptor = try openDescriptor()
        try orAbort { file throws(BlobError) in
            guard bytes.count <= file.bytesMax - file.byteCount else { throw .tooLarge(bytesMax: file.bytesMax) }
            file.byteCount += bytes.count
            var start = 0
            while start < bytes.count {
                let piece = bytes[start..<min(start + SealedStream.chunkBytes, bytes.count)]
                file.plain.update(data: piece)
                try file.appendSealed(descriptor) { writer throws in try writer.seal(piece) }
                start += piece.count
            }
        }
    }

    /// Ends the body; a second time it only says so again.
    mutating func seal() throws(BlobError) -> StoredBlob {
        if case .sealed(_, let stored) = phase { return stored }
        let descriptor = try openDescriptor()
        return try orAbort { file throws(BlobError) in
            try file.appendSealed(descriptor) { writer throws in try writer.finish() }
            let stored = StoredBlob(
                address: BlobAddress(digest: file.sealed.finalize()),
                sha256: file.plain.finalize().hexadecimal, byteCount: file.byteCount)
            file.phase = .sealed(descriptor, stored)
            return stored
        }
    }

    /// Gives the file its name, durably.
    mutating func commit() throws(BlobError) -> StoredBlob {
        let stored = try seal()
        guard case .sealed(let descriptor, _) = phase else { preconditionFailure("sealing left another phase") }
        try orAbort { file throws(BlobError) in
            do throws(FileError) {
                try file.giveName(stored.address, descriptor)
            } catch {
                throw BlobError(error)
            }
        }
        folder.files.close(descriptor)
        phase = .ended
        return stored
    }

    mutating func abort() {
        switch phase {
        case .open(let descriptor), .sealed(let descriptor, _):
            phase = .ended
            folder.files.close(descriptor)
            discard(path)
        case .failed, .ended: return
        }
    }

    /// Drops the file; every further call throws `error`.
    mutating func fail(_ error: BlobError) {
        abort()
        phase = .failed(error)
    }

    /// Reads a sealed body.
    func reading(_ opening: SealedBlobOpening) -> SealedBlobReading {
        SealedBlobReading(path: path, files: folder.files, opening: opening)
    }

    /// Some of the sealed bytes, as many as were asked for.
    func sealedBytes(at offset: Int, count: Int) throws(BlobError) -> [UInt8] {
        do throws(FileError) {
            let descriptor = try folder.files.open(path, .reading)
            defer { folder.files.close(descriptor) }
            return try folder.files.read(descriptor, at: offset, count: count, path)
        } catch {
            throw BlobError(error)
        }
    }

    private func openDescriptor() throws(BlobError) -> Int32 {
        switch phase {
        case .open(let descriptor): return descriptor
        case .failed(let error): throw error
        case .sealed, .ended: preconditionFailure("an upload was used after its end")
        }
    }

    private mutating func orAbort<Value>(
        _ body: (inout SealedBlobFile) throws(BlobError) -> Value
    ) throws(BlobError) -> Value {
        do throws(BlobError) {
            return try body(&self)
        } catch {
            fail(error)
            throw error
        }
    }

    private mutating func appendSealed(
        _ descriptor: Int32, _ seal: (inout SealedStreamWriter) throws -> [UInt8]
    ) throws(BlobError) {
        let bytes: [UInt8]
        do {
            bytes = try seal(&sealing)
        } catch {
            // 2³² chunks are 256 TiB; AES-GCM itself takes any key and chunk of ours.
            preconditionFailure("sealing failed: \(error)")
        }
        do throws(FileError) {
            try append(bytes, descriptor)
        } catch {
            throw BlobError(error)
        }
    }

    private mutating func append(_ bytes: [UInt8], _ descriptor: Int32) throws(FileError) {
        sealed.update(data: bytes)
        sealedByteCount += bytes.count
        var done = 0
        while done < bytes.count {
            done += try folder.files.write(descriptor, bytes, done..<bytes.count, path)
        }
    }

    private func giveName(_ address: BlobAddress, _ descriptor: Int32) throws(FileError) {
        try folder.files.syncData(descriptor, path)
        try folder.makeSubfolder(of: address)
        try folder.files.rename(path, to: folder.path(of: address))
        do throws(FileError) {
            try folder.files.syncDirectory(folder.subfolder(of: address))
        } catch {
            // Complete, but nobody will name it: the caller is told that it failed.
            discard(folder.path(of: address))
            throw error
        }
    }

    private func discard(_ path: String) {
        do throws(FileError) {
            try folder.files.remove(path)
        } catch {
            // Already gone, or the device refuses everything: the sweep at the next start takes it.
        }
    }
}
