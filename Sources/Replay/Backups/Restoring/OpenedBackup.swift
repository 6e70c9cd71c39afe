import Events
import S3

/// A backup whose manifest was read and believed: what is in it, in order, and the way to its objects.
struct OpenedBackup: Sendable {
    let objects: BackupObjects
    let note: ManifestNote
    /// Every segment, those of lists too.
    let segments: [BackupSegment]

    var manifest: BackupManifest { note.manifest }

    /// Reads manifest and lists.
    ///
    /// - Throws: `BackupFault`.
    static func open(
        _ store: any BackupStore, trust: BackupTrust, key: BackupCipher?
    ) async throws(BackupFault) -> OpenedBackup {
        let objects = BackupObjects(store: store, key: key)
        guard let object = try await objects.get(ObjectName.manifest, bytesMax: ManifestNote.bytesMax) else {
            throw .noBackup(store: store.name)
        }
        let note = try ManifestNote(object.bytes, trust: trust, key: key)
        var segments: [BackupSegment] = []
        for list in note.manifest.lists {
            let lines = try await objects.read(
                list.key, bytes: list.storedBytes, sha256: list.storedSHA256, records: list.first...list.last)
            guard let some = SegmentList.segments(in: lines) else {
                throw .damaged(
                    key: list.key, records: list.first...list.last, reason: "ce n'est pas une liste de segments")
            }
            segments += some
        }
        let opened = OpenedBackup(objects: objects, note: note, segments: segments + note.manifest.segments)
        try opened.checkOrder()
        return opened
    }

    /// Whether the segments and their pieces follow each other from the first record to the head.
    private func checkOrder() throws(BackupFault) {
        var next = LogPosition(1)
        var time: Timestamp?
        for (index, segment) in segments.enumerated() {
            guard segment.first == next, segment.isClosed || index == segments.count - 1, !segment.pieces.isEmpty
            else {
                throw incoherent("le segment \(segment.first) n'est pas à sa place", next)
            }
            for piece in segment.pieces {
                guard piece.from == next, piece.to >= piece.from, piece.bytes > 0,
                    time.map({ $0 <= piece.time }) ?? true
                else { throw incoherent("l'objet « \(piece.key) » n'est pas à sa place", next) }
                next = piece.to.next
                time = piece.time
            }
        }
        guard next == manifest.head.position.next, time == manifest.head.time else {
            throw incoherent("il s'arrête à la position \(manifest.head.position), et ses objets ailleurs", next)
        }
    }

    private func incoherent(_ reason: String, _ at: LogPosition) -> BackupFault {
        .damaged(key: ObjectName.manifest, records: at...max(at, manifest.head.position), reason: reason)
    }

    /// The lines of a piece, as they were shipped: every byte is checked.
    ///
    /// - Throws: `BackupFault`.
    func lines(of piece: BackupPiece) async throws(BackupFault) -> [UInt8] {
        let frame = try await objects.read(
            piece.key, bytes: piece.storedBytes, sha256: piece.storedSHA256, records: piece.records)
        do throws(ZstandardError) {
            return try Zstandard.decompress(frame, count: piece.bytes)
        } catch {
            throw .damaged(
                key: piece.key, records: piece.records, reason: "il ne se décompresse pas (\(error.message))")
        }
    }

    /// The lines of consecutive records that may lie in several pieces, or in parts of them.
    ///
    /// - Throws: `BackupFault`; `.damaged` also when the backup has not all of them.
    func lines(_ records: ClosedRange<LogPosition>) async throws(BackupFault) -> [UInt8] {
        var lines: [UInt8] = []
        for piece in segments.flatMap(\.pieces)
        where piece.to >= records.lowerBound && piece.from <= records.upperBound {
            var some = try await self.lines(of: piece)[...]
            if piece.from < records.lowerBound {
                some = some.dropLines(records.lowerBound.distance(from: piece.from))
            }
            if piece.to > records.upperBound {
                let from = max(piece.from, records.lowerBound)
                some = some.prefixLines(records.upperBound.distance(from: from) + 1)
            }
            lines += some
        }
        return lines
    }
}

extension BackupPiece {
    var records: ClosedRange<LogPosition> { from...to }
}

extension ArraySlice<UInt8> {
    func dropLines(_ count: Int) -> ArraySlice<UInt8> { self[endOfLines(count)...] }
    func prefixLines(_ count: Int) -> ArraySlice<UInt8> { self[..<endOfLines(count)] }

    private func endOfLines(_ count: Int) -> Int {
        var index = startIndex
        for _ in 0..<count {
            guard let end = self[index...].firstIndex(of: 0x0A) else { return endIndex }
            index = end + 1
        }
        return index
    }
}
