import Events
import Projections

/// The log that is being restored, segment after segment: its files, its tree, and, if wanted, the state that it gives.
struct RestoredLog {
    let staging: StagingFolder
    private(set) var blobs: BlobIntake
    private(set) var records = 0
    /// Of the log.
    private(set) var bytes = 0
    private let manifest: BackupManifest
    private(set) var tree: TreeIntake
    private var models: ReadModels?

    init(
        _ manifest: BackupManifest, _ staging: StagingFolder, blobs: BlobIntake, tree: TreeIntake, folds: Bool
    ) {
        self.manifest = manifest
        self.staging = staging
        self.blobs = blobs
        self.tree = tree
        models = folds ? ReadModels() : nil
    }

    /// Takes in the next segment.
    ///
    /// - Parameter restored: the line that opens a new timeline after it.
    /// - Throws: `BackupFault`, `FileError`.
    mutating func take(_ loaded: LoadedPart, followedBy restored: [UInt8]?) async throws {
        let path = staging.segment(loaded.part.first)
        if !loaded.isStaged { try staging.write(loaded.runs.map(\.lines), to: path) }
        for run in loaded.runs {
            try tree.append(run.scan.leaves)
            for fact in run.scan.facts { models?.apply(fact) }
            records += run.scan.leaves.count
            bytes += run.lines.count
        }
        if let restored { try append(restored, after: loaded) }
        for run in loaded.runs { try await blobs.take(run.scan.blobs) }
        if loaded.part.isClosed, !loaded.isStaged { try staging.close(segment: path) }
    }

    private mutating func append(_ line: [UInt8], after loaded: LoadedPart) throws {
        if loaded.part.isClosed {
            try staging.write([line], to: staging.segment(loaded.last.next))
        } else {
            try staging.write(loaded.runs.map(\.lines) + [line], to: staging.segment(loaded.part.first))
        }
        let record = try RecordParser.parse(line, 0..<line.count - 1)
        try tree.append([MerkleTree.leaf(record.line)])
        try models?.apply(record)
        records += 1
        bytes += line.count
    }

    /// Makes sure that the whole backup's records give the root that was signed, and keeps the checkpoint.
    ///
    /// - Throws: `BackupFault`, `FileError`.
    func finish(isWhole: Bool, keepsTimeline: Bool) throws {
        if isWhole, tree.edge.size == manifest.head.position.rawValue, tree.edge.root != manifest.head.root {
            throw BackupFault.damaged(
                key: ObjectName.manifest, records: LogPosition(1)...manifest.head.position,
                reason: "les enregistrements ne donnent pas la racine signée")
        }
        if keepsTimeline, let checkpoint = manifest.checkpoint {
            try staging.write([Array(checkpoint.note.utf8)], to: staging.eventlog + "/checkpoint")
        }
    }

    /// The state, when the records were folded.
    func summary() throws -> ReadModelsSummary? { try models?.summary() }
}
