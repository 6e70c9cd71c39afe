import Events
import S3

/// Blobs: sealed already, put once under their hash, as they are.
extension Shipper {
    /// How many are on their way at once.
    private static let blobsAtOnce = 8
    /// The manifest names no more missing blobs than this; the count says how many there are.
    private static let missingMax = 1_000

    private enum Outcome: Sendable {
        case put(Int)
        case there(Int)
        case missing
    }

    /// Ships the blobs that new records name, and those that were missing before and have come back.
    mutating func shipBlobs(_ new: [BlobReference], into blobs: inout BackupManifest.Blobs) async throws {
        var seen: Set<SHA256Text> = []
        let again = blobs.missing.map { BlobReference(address: $0, owner: nil) }
        let wanted = (new + again).filter { seen.insert($0.address).inserted }
        blobs.missing = []
        var missing: [BlobReference] = []
        for start in stride(from: 0, to: wanted.count, by: Self.blobsAtOnce) {
            let some = wanted[start..<min(start + Self.blobsAtOnce, wanted.count)]
            for (reference, outcome) in try await ship(some) {
                switch outcome {
                case .put(let bytes):
                    report.moved(bytes)
                    blobs.count += 1
                    blobs.bytes += bytes
                case .there(let bytes):
                    blobs.count += 1
                    blobs.bytes += bytes
                case .missing: missing.append(reference)
                }
            }
        }
        // An erased person's files are gone, as they should be.
        let erased = missing.contains { $0.owner != nil } ? try vaultImage().erased : []
        blobs.missing = missing.filter { $0.owner.map { !erased.contains($0) } ?? true }.prefix(Self.missingMax)
            .map(\.address)
        report.missingBlobs = blobs.missing.map(\.description)
    }

    private func ship(_ references: ArraySlice<BlobReference>) async throws -> [(BlobReference, Outcome)] {
        let (source, store) = (source, objects.store)
        return try await withThrowingTaskGroup(of: (BlobReference, Outcome).self) { group in
            for reference in references {
                group.addTask { (reference, try await Self.ship(reference, source, store)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func ship(
        _ reference: BlobReference, _ source: ShipSource, _ store: any BackupStore
    ) async throws -> Outcome {
        let key = ObjectName.blob(reference.address)
        do throws(BackupStoreError) {
            if let there = try await store.head(key) { return .there(there.size) }
        } catch {
            throw BackupFault.store(error)
        }
        let found: [UInt8]?
        do throws(BackupStoreError) {
            found = try await source.blobs.bytes(of: reference.address)
        } catch {
            // Missing is what is not there; what cannot be seen now is tried again.
            guard case .io = error else { throw BackupFault.copies(place: source.blobs.name, error) }
            return .missing
        }
        guard let bytes = found, SHA256Text(of: bytes) == reference.address else { return .missing }
        do throws(BackupStoreError) {
            try await store.put(key, bytes, if: .ifAbsent)
        } catch {
            // Under its own hash nothing else can lie.
            if case .conflict = error { return .there(bytes.count) }
            throw BackupFault.store(error)
        }
        return .put(bytes.count)
    }
}
