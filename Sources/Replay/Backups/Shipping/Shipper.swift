import Events
import Foundation
import S3

/// Brings a backup up to the end of the log, round by round.
///
/// A round puts the blobs that new records name, the records, the vault, now and then the tree and a snapshot, and last the
/// manifest, on the condition that it is still the one that was read: whatever happens in between, the manifest names only what
/// is there, and the next run goes on from it. A round takes in no more than a segment.
struct Shipper: Sendable {
    /// How often the tree and a snapshot are looked at while rounds follow each other.
    static let treeEverySeconds = 60.0

    let source: ShipSource
    let objects: BackupObjects
    let place: ShipPlace
    let signer: NoteSigner
    let origin: LogOrigin
    let now: @Sendable () -> Timestamp
    /// Where the log ended when we began.
    let goal: LogPosition

    private(set) var manifest: BackupManifest?
    private var version: ObjectVersion?
    var frontier: MerkleFrontier
    var tail: LogTail
    var report = ShipReport()
    /// Keys that the next manifest does not name any more.
    var superseded: [String] = []
    /// When the tree was last looked at; nil in a new process.
    var treeLookedAt: Timestamp?
    /// The vault as it was last shipped by this process.
    var vault: ShippedVault
    private let lock: ShipLock

    /// Reads what the place holds, and makes sure that the log goes on from there.
    ///
    /// - Throws: `BackupFault`, `ReplayFailure`, `EventLogError`, `FileError`.
    init(
        _ source: ShipSource, objects: BackupObjects, place: ShipPlace, key: SigningKey,
        now: @escaping @Sendable () -> Timestamp
    ) async throws {
        self.source = source
        self.objects = objects
        self.place = place
        self.now = now
        try source.bringUp()
        let log = try source.folder.open()
        goal = log.head.position
        origin = try source.origin(of: log)
        signer = NoteSigner(name: BackupManifest.keyName(of: origin), key: key)
        guard let lock = try place.lock() else { throw BackupFault.otherShipper(store: objects.store.name) }
        self.lock = lock
        let start = try await ShipStart(source, log, objects, place, signer.verifier, origin)
        manifest = start.manifest
        version = start.version
        frontier = start.frontier
        tail = start.tail
        vault = ShippedVault(status: nil, parts: start.vault)
        report.position = start.manifest?.head.position ?? .zero
        report.sequence = start.manifest?.sequence ?? 0
    }

    /// Ships what there is, a segment at most.
    ///
    /// - Parameter shipsTree: whether tree and snapshot are shipped whenever they were last; at the end of a run.
    /// - Returns: whether there may be more.
    /// - Throws: `BackupFault`, `ReplayFailure`, `EventLogError`, `FileError`.
    mutating func round(shipsTree: Bool) async throws -> Bool {
        if tail.head.position >= goal { try source.bringUp() }
        let checkpoint = try publishedCheckpoint()
        var draft = manifest
        superseded = []
        let unread = try tail.read()
        // A whole segment is compressed while it is checked.
        async let pressed = unread.isWholeSegment ? PressedLines(unread.bytes) : nil
        let batch = try tail.take(unread, durableThrough: checkpoint?.checkpoint.position ?? .zero)
        if let batch { try await ship(batch, try await pressed, into: &draft, checkpoint?.checkpoint) }
        guard var draft else { return false }
        try await shipVault(into: &draft)
        if shipsTree || batch == nil && treeIsDue {
            try await shipTree(checkpoint, into: &draft)
            try await shipSnapshot(into: &draft)
            treeLookedAt = now()
        }
        try await foldSegments(into: &draft)
        if draft != manifest { try await put(draft) }
        return batch != nil
    }

    private var treeIsDue: Bool {
        guard let treeLookedAt else { return true }
        return abs(now().seconds(since: treeLookedAt)) >= Self.treeEverySeconds
    }

    /// Puts the manifest, and keeps what the next run wants to know.
    private mutating func put(_ draft: BackupManifest) async throws {
        var draft = draft
        draft.sequence = (manifest?.sequence ?? 0) + 1
        draft.shippedAt = now()
        let bytes = try ManifestNote.encode(draft, signer: signer, key: objects.key)
        guard bytes.count <= ManifestNote.bytesMax else {
            throw ReplayFailure(.software, "Le manifeste dépasse \(ManifestNote.bytesMax) octets : \(bytes.count).")
        }
        if report.manifests == 0 { try await warnOfWeakness() }
        remember(Result { try place.note(superseded: superseded, at: draft.shippedAt) })
        version = try await putManifest(bytes)
        report.moved(bytes.count)
        report.manifests += 1
        manifest = draft
        report.position = draft.head.position
        report.sequence = draft.sequence
        remember(Result { try saveState() })
    }

    /// Keeps something on this computer. That its disk is full, perhaps, is no reason to ship nothing.
    private mutating func remember(_ result: Result<Void, some Error>) {
        if case .failure(let error) = result {
            warn("L'état local n'est pas gardé. \(ReplayFailure(error).message)")
        }
    }

    /// A place that does not honour conditions cannot keep two shippers apart: somebody should know.
    private mutating func warnOfWeakness() async throws {
        do throws(BackupStoreError) {
            if let weakness = try await objects.store.weakness() { warn(weakness) }
        } catch {
            throw BackupFault.store(error)
        }
    }

    private func putManifest(_ bytes: [UInt8]) async throws -> ObjectVersion {
        do throws(BackupStoreError) {
            return try await objects.store.put(
                ObjectName.manifest, bytes, if: version.map { .ifVersion($0) } ?? .ifAbsent)
        } catch {
            guard case .conflict = error else { throw BackupFault.store(error) }
        }
        // Perhaps it was ours: the answer to an earlier attempt was lost.
        let there = try await objects.get(ObjectName.manifest, bytesMax: ManifestNote.bytesMax)
        guard let there, there.bytes == bytes else { throw BackupFault.otherShipper(store: objects.store.name) }
        return there.version
    }

    /// How far the backup has come in the log's bytes.
    func progress() throws(FileError) -> Progress {
        var total = 0
        for first in try source.folder.listing().segments {
            total += try source.files.status(source.segment(first)).size
        }
        let done =
            (manifest?.lists ?? []).reduce(0) { $0 + $1.bytes }
            + (manifest?.segments ?? []).reduce(0) { $0 + $1.bytes }
        return Progress(bytesDone: done, bytesTotal: total, records: Int(clamping: report.position.rawValue))
    }

    /// Removes what no manifest names any more.
    ///
    /// - Throws: `BackupFault`, `FileError`.
    mutating func prune() async throws {
        guard let manifest else { return }
        report.pruned += try await ShipPrune(store: objects.store, place: place, now: now()).run(
            keeping: manifest.named)
    }

    private func saveState() throws {
        var state = ShipState(target: place.target)
        state.position = report.position
        state.sequence = report.sequence
        state.shippedAt = manifest?.shippedAt
        state.version = version?.text
        state.frontier = frontier.subtrees
        state.vault = vault.parts
        try place.save(state)
    }
}
