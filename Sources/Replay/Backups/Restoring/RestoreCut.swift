import Events

/// The records of a backup that are restored: whole pieces, and at the end perhaps a part of one.
struct RestoreCut: Sendable {
    /// A segment's file, or the beginning of it.
    struct Part: Sendable {
        let first: LogPosition
        /// The record before it.
        let after: LogHead
        let pieces: [BackupPiece]
        /// The lines that follow the pieces: what is kept of the piece that the cut goes through.
        let rest: [UInt8]
        /// Nothing is added to it after the restore.
        let isClosed: Bool
    }

    let parts: [Part]
    /// The last record that is kept.
    let head: LogHead
    /// Whether it is the backup's last one.
    let isWhole: Bool

    var logBytes: Int { parts.reduce(0) { $0 + $1.pieces.reduce(0) { $0 + $1.bytes } + $1.rest.count } }
    var storedBytes: Int { parts.reduce(0) { $0 + $1.pieces.reduce(0) { $0 + $1.storedBytes } } }
    var objects: Int { parts.reduce(0) { $0 + $1.pieces.count + ($1.rest.isEmpty ? 0 : 1) } }

    /// Finds the last commit that `limit` allows. At most one object is read.
    ///
    /// - Throws: `BackupFault`, `EventLogError`; `ReplayFailure` when not even the first commit is allowed.
    init(_ loader: PieceLoader, until limit: LineLimit) async throws {
        var parts: [Part] = []
        var head = LogHead.empty
        var isWhole = true
        for segment in loader.backup.segments where isWhole {
            let after = head
            var kept: [BackupPiece] = []
            var rest: [UInt8] = []
            for piece in segment.pieces where isWhole {
                let end = LogHead(position: piece.to, time: piece.time)
                if limit.allows(end) {
                    kept.append(piece)
                    head = end
                    continue
                }
                isWhole = false
                let lines = try await loader.lines(of: piece)
                let scan = try LineScan(lines, after: head, until: limit, decodes: false)
                guard scan.isCut else { throw Self.damaged(piece, scan) }
                rest = Array(lines[..<scan.end])
                head = scan.head
            }
            guard !kept.isEmpty || !rest.isEmpty else { break }
            parts.append(
                Part(
                    first: segment.first, after: after, pieces: kept, rest: rest,
                    isClosed: segment.isClosed && rest.isEmpty && kept.count == segment.pieces.count))
        }
        guard head.position > .zero else {
            throw ReplayFailure(.noInput, "La cible précède le premier enregistrement de la sauvegarde.")
        }
        self.parts = parts
        self.head = head
        self.isWhole = isWhole
    }

    private static func damaged(_ piece: BackupPiece, _ scan: LineScan) -> BackupFault {
        .damaged(
            key: piece.key, records: piece.records,
            reason: scan.defect.map { "position \($0.position) : \($0.defect.french)" }
                ?? "ses enregistrements ne vont pas jusqu'à l'heure ou à la position annoncée")
    }
}
