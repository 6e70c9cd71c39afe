import Events

/// A segment's lines in memory, read and checked, before they take their place in the restored log.
struct LoadedPart: Sendable {
    /// Consecutive lines, and what was found in them.
    struct Run: Sendable {
        let lines: [UInt8]
        let scan: LineScan
    }

    let part: RestoreCut.Part
    let runs: [Run]
    /// The file is there already, from an attempt that was cut short.
    let isStaged: Bool

    /// The last position.
    var last: LogPosition { runs.last?.scan.head.position ?? part.after.position }

    /// Gets a part's lines, from the folder when they are there, and checks every one.
    ///
    /// - Throws: `BackupFault`, `EventLogError`.
    init(
        _ part: RestoreCut.Part, _ loader: PieceLoader, _ staging: StagingFolder, decodes: Bool
    ) async throws {
        self.part = part
        let staged = Self.staged(part, staging)
        isStaged = staged != nil
        var runs: [Run] = []
        var head = part.after
        for (index, piece) in part.pieces.enumerated() {
            let lines: [UInt8]
            if let staged { lines = staged[index] } else { lines = try await loader.lines(of: piece) }
            let scan = try LineScan(lines, after: head, until: .none, decodes: decodes)
            guard scan.end == lines.count, scan.head == LogHead(position: piece.to, time: piece.time) else {
                throw Self.damaged(piece, scan)
            }
            head = scan.head
            runs.append(Run(lines: lines, scan: scan))
        }
        if !part.rest.isEmpty {
            runs.append(
                Run(
                    lines: part.rest,
                    scan: try LineScan(part.rest, after: head, until: .none, decodes: decodes)))
        }
        self.runs = runs
    }

    private static func damaged(_ piece: BackupPiece, _ scan: LineScan) -> BackupFault {
        let reason =
            scan.defect.map { "position \($0.position), octet \($0.offset) : \($0.defect.french)" }
            ?? "ses enregistrements s'arrêtent à la position \(scan.head.position)"
        return .damaged(key: piece.key, records: piece.records, reason: reason)
    }

    /// The pieces' lines in the folder; nil unless they are all there and are what they should be.
    private static func staged(_ part: RestoreCut.Part, _ staging: StagingFolder) -> [[UInt8]]? {
        let path = staging.segment(part.first)
        guard part.rest.isEmpty, staging.size(of: path) == part.pieces.reduce(0, { $0 + $1.bytes }),
            let bytes = try? staging.read(path)
        else { return nil }
        if part.pieces.count == 1, part.pieces[0].sha256 == SHA256Text(of: bytes) { return [bytes] }
        var lines: [[UInt8]] = []
        var offset = 0
        for piece in part.pieces {
            let some = Array(bytes[offset..<offset + piece.bytes])
            guard SHA256Text(of: some) == piece.sha256 else { return nil }
            lines.append(some)
            offset += piece.bytes
        }
        return lines
    }
}
