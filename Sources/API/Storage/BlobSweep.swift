import Events

/// What a sweep of a local store found.
struct BlobSweep: Equatable, Sendable {
    /// How old a blob must be before it counts as an orphan: its record may be on the way.
    static let orphanAgeSeconds = 3_600

    /// Files of uploads that a dead process left; removed.
    var leftovers = 0
    /// Blobs that no record names.
    var orphans: [BlobAddress] = []
}

extension LocalBlobStore {
    /// Puts the store in order, at start: removes the leftovers of dead uploads, finds the blobs that no record
    /// names.
    ///
    /// - Parameters:
    ///   - known: the addresses that records name, `Copies.blobs`, taken from a state that is up to date.
    ///   - removesOrphans: whether the orphans are removed or only reported.
    /// - Throws: `BlobError.io`; what was found before stays removed.
    func sweep(
        known: Set<String>, now: Timestamp, removesOrphans: Bool
    ) async throws(BlobError) -> BlobSweep {
        var sweep = BlobSweep()
        sweep.leftovers = try await onDisk { folder throws(FileError) in try folder.removeLeftovers() }
        let oldest = now.adding(seconds: -BlobSweep.orphanAgeSeconds)
        var last: BlobAddress?
        while true {
            let page = try await list(after: last, limit: 1_000)
            for entry in page where entry.modified < oldest && !known.contains(entry.address.text) {
                sweep.orphans.append(entry.address)
                if removesOrphans { try await remove(entry.address) }
            }
            guard let end = page.last else { return sweep }
            last = end.address
        }
    }
}
