import Events
import Foundation
import S3

/// Where shipping begins: what the place holds, checked against the log and against what this computer wrote there.
struct ShipStart: Sendable {
    let manifest: BackupManifest?
    let version: ObjectVersion?
    let frontier: MerkleFrontier
    let tail: LogTail
    /// Digests of the vault's parts in the backup; empty when this computer does not know.
    let vault: [SHA256Text]

    init(
        _ source: ShipSource, _ log: any LogReader, _ objects: BackupObjects, _ place: ShipPlace,
        _ verifier: NoteVerifier, _ origin: LogOrigin
    ) async throws {
        let state = try place.state()
        guard let object = try await objects.get(ObjectName.manifest, bytesMax: ManifestNote.bytesMax) else {
            if let state, state.sequence > 0 { throw BackupFault.olderManifest(found: 0, written: state.sequence) }
            manifest = nil
            version = nil
            frontier = MerkleFrontier()
            tail = LogTail(source, segment: LogPosition(1), offset: 0, head: .empty)
            vault = []
            return
        }
        let manifest = try ManifestNote(object.bytes, trust: .key(verifier), key: objects.key).manifest
        if objects.key != nil, !manifest.isEncrypted { throw BackupFault.notEncrypted(store: objects.store.name) }
        guard manifest.origin == origin else {
            throw BackupFault.otherLog(
                expected: origin.checkpointOrigin, found: manifest.origin.checkpointOrigin)
        }
        if let state, state.sequence > manifest.sequence {
            throw BackupFault.olderManifest(found: manifest.sequence, written: state.sequence)
        }
        vault = state.flatMap { $0.sequence == manifest.sequence ? $0.vault : nil } ?? []
        self.manifest = manifest
        version = object.version
        let place = try Self.place(in: manifest, source, log)
        tail = LogTail(
            source, segment: place.segment, offset: place.offset,
            head: LogHead(position: manifest.head.position, time: manifest.head.time))
        frontier = try Self.frontier(at: manifest.head, log, state)
    }

    /// Where in the log's files the backup ends. The record there must be the backup's last.
    private static func place(
        in manifest: BackupManifest, _ source: ShipSource, _ log: any LogReader
    ) throws -> (segment: LogPosition, offset: Int) {
        let head = manifest.head
        let names = try source.folder.listing().segments
        guard try log.head.position >= head.position else {
            throw BackupFault.aheadOfLog(backup: head.position, log: try log.head.position)
        }
        guard MerkleTree.leaf(try log.record(at: head.position).line) == head.leaf else {
            throw BackupFault.otherHistory(at: head.position)
        }
        guard let last = manifest.segments.last, !last.isClosed else { return (head.position.next, 0) }
        guard names.contains(last.first) else { throw BackupFault.otherHistory(at: last.first) }
        return (last.first, last.bytes)
    }

    /// The tree at the backup's end: as this computer kept it, or made anew from the log.
    private static func frontier(
        at head: BackupManifest.Head, _ log: any LogReader, _ state: ShipState?
    ) throws -> MerkleFrontier {
        if let state, let kept = MerkleFrontier(size: head.position.rawValue, subtrees: state.frontier),
            kept.root == head.root
        {
            return kept
        }
        var frontier = MerkleFrontier()
        try log.forEachRecord(after: .zero, through: head.position) { record in
            frontier.append(MerkleTree.leaf(record.line))
        }
        guard frontier.root == head.root else { throw BackupFault.otherHistory(at: head.position) }
        return frontier
    }
}
