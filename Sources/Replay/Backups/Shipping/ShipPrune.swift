import Events
import Foundation

/// Removes what no manifest names any more: chunks that were merged, edges of smaller trees, snapshots that are too old.
///
/// Nothing else of shipping needs the right to delete. The keys are those that this computer noted; what was superseded less than a
/// day ago is kept, because somebody may be restoring with the manifest before.
struct ShipPrune: Sendable {
    private static let keepSeconds = 86_400.0

    let store: any BackupStore
    let place: ShipPlace
    let now: Timestamp

    /// Removes, and returns how many objects.
    ///
    /// - Parameter named: the keys that the manifest names now.
    /// - Throws: `BackupFault`, `FileError`.
    func run(keeping named: Set<String>) async throws -> Int {
        guard (try? place.files.status(place.supersededPath)) != nil else { return 0 }
        let text = String(decoding: try place.files.readWhole(place.supersededPath), as: UTF8.self)
        var left: [Substring] = []
        var removed = 0
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, let time = Timestamp(parts[0]) else { continue }
            guard !named.contains(String(parts[1])) else { continue }
            guard abs(now.seconds(since: time)) >= Self.keepSeconds else {
                left.append(line)
                continue
            }
            do throws(BackupStoreError) { try await store.remove(String(parts[1])) } catch {
                throw BackupFault.store(error)
            }
            removed += 1
        }
        let bytes = Array(left.map { $0 + "\n" }.joined().utf8)
        try place.files.writeAtomically(bytes, to: place.supersededPath, in: place.directory)
        return removed
    }
}
