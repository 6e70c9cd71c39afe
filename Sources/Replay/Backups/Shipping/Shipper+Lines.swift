import Events
import S3

/// Records: closed segments whole, what is open in chunks.
extension Shipper {
    /// Ships a batch of lines and the blobs that they name, blobs first.
    mutating func ship(
        _ batch: LogTail.Batch, _ pressed: PressedLines?, into draft: inout BackupManifest?,
        _ checkpoint: Checkpoint?
    ) async throws {
        try grow(by: batch.scan, checkpoint)
        var blobs = draft?.blobs ?? BackupManifest.Blobs()
        try await shipBlobs(batch.scan.blobs, into: &blobs)
        var segments = draft?.segments ?? []
        let place = segments.lastIndex { $0.first == batch.segment }
        let pieces = try await shipPieces(
            of: batch, pressed, after: place.map { segments[$0].pieces } ?? [])
        let segment = BackupSegment(first: batch.segment, isClosed: batch.isLastOfSegment, pieces: pieces)
        if let place { segments[place] = segment } else { segments.append(segment) }
        let head = try head(after: batch.scan, draft?.head)
        if draft == nil {
            draft = BackupManifest(
                origin: origin, key: signer.verifierKey, sequence: 0, shippedAt: now(), head: head,
                isEncrypted: objects.key != nil)
        }
        draft?.head = head
        draft?.segments = segments
        draft?.blobs = blobs
    }

    /// Appends the leaves to the tree. Where the log's own checkpoint stands, the roots must be the same.
    private mutating func grow(by scan: LineScan, _ checkpoint: Checkpoint?) throws {
        for leaf in scan.leaves {
            frontier.append(leaf)
            if frontier.size == checkpoint?.size, frontier.root != checkpoint?.root {
                throw ReplayFailure(
                    .badData,
                    "Le point de contrôle publié à la position \(frontier.size) ne correspond pas au journal : "
                        + "l'un des deux a été réécrit. Rien n'a été envoyé. Lancez « eaf log verify ».")
            }
        }
    }

    private func head(after scan: LineScan, _ before: BackupManifest.Head?) throws -> BackupManifest.Head {
        guard let leaf = scan.leaves.last else {
            guard let before else { throw ReplayFailure(.software, "Un premier envoi sans enregistrement.") }
            return before
        }
        return BackupManifest.Head(
            position: scan.head.position, time: scan.head.time, leaf: leaf, root: frontier.root)
    }

    /// Puts the batch's object, which may take in the last chunks, and returns the segment's pieces.
    private mutating func shipPieces(
        of batch: LogTail.Batch, _ pressed: PressedLines?, after pieces: [BackupPiece]
    ) async throws -> [BackupPiece] {
        let kept = Self.kept(of: pieces, batch)
        let gone = pieces[kept...]
        guard !gone.isEmpty || !batch.bytes.isEmpty else { return pieces }
        let bytes = gone.isEmpty ? batch.bytes : try reread(gone, of: batch) + batch.bytes
        let pressed = try gone.isEmpty ? pressed ?? PressedLines(bytes) : PressedLines(bytes)
        let from = gone.first?.from ?? pieces.last?.to.next ?? batch.segment
        let to = batch.scan.head.position
        let isWhole = kept == 0 && batch.isLastOfSegment
        let name = isWhole ? ObjectName.segment(batch.segment) : ObjectName.chunk(of: batch.segment, from, to)
        let object = try await putPiece(name, bytes, pressed.frame)
        let piece = BackupPiece(
            key: object.key, from: from, to: to, time: batch.scan.head.time, bytes: bytes.count,
            sha256: pressed.sha256, storedBytes: object.bytes.count, storedSHA256: object.sha256)
        superseded += gone.map(\.key)
        return Array(pieces[..<kept]) + [piece]
    }

    /// How many of the pieces stay as they are.
    private static func kept(of pieces: [BackupPiece], _ batch: LogTail.Batch) -> Int {
        let sizes = pieces.map(\.bytes)
        let count = pieces.count + (batch.bytes.isEmpty ? 0 : 1)
        if batch.isLastOfSegment, count > ChunkPolicy.piecesKept, batch.offset + batch.bytes.count <= LogTail.bytesMax
        {
            return 0
        }
        guard !batch.bytes.isEmpty else { return pieces.count }
        return pieces.count - ChunkPolicy.absorbed(sizes, by: batch.bytes.count)
    }

    /// The lines of pieces that were shipped before, from the log. They must be what was shipped.
    private func reread(_ pieces: ArraySlice<BackupPiece>, of batch: LogTail.Batch) throws -> [UInt8] {
        guard !pieces.isEmpty else { return [] }
        let path = source.segment(batch.segment)
        let descriptor = try source.files.open(path, .reading)
        defer { source.files.close(descriptor) }
        var offset = batch.offset - pieces.reduce(0) { $0 + $1.bytes }
        var lines: [UInt8] = []
        for piece in pieces {
            let bytes = try source.files.read(descriptor, at: offset, count: piece.bytes, path)
            guard SHA256Text(of: bytes) == piece.sha256 else { throw BackupFault.otherHistory(at: piece.from) }
            lines += bytes
            offset += piece.bytes
        }
        return lines
    }

    /// Puts lines under a name that says which they are. Who put them before, a process that died, may have compressed them
    /// otherwise.
    private mutating func putPiece(
        _ name: String, _ lines: [UInt8], _ frame: [UInt8]
    ) async throws -> BackupObjects.Stored {
        let object = try objects.prepare(name, frame)
        do throws(BackupStoreError) {
            try await objects.store.put(object.key, object.bytes, if: .ifAbsent)
            report.moved(object.bytes.count)
            return object
        } catch {
            guard case .conflict = error else { throw BackupFault.store(error) }
        }
        let bytesMax = object.bytes.count * 2 + (1 << 20)
        guard let there = try await objects.get(object.key, bytesMax: bytesMax) else {
            throw BackupFault.otherShipper(store: objects.store.name)
        }
        let frame = try objects.open(object.key, there.bytes, records: nil)
        guard (try? Zstandard.decompress(frame, count: lines.count)) == lines else {
            throw BackupFault.damaged(
                key: object.key, records: nil, reason: "d'autres enregistrements occupent cette place")
        }
        return BackupObjects.Stored(key: object.key, bytes: there.bytes, sha256: SHA256Text(of: there.bytes))
    }
}
