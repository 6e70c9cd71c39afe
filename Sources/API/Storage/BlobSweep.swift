import Events

/// What a sweep of a store found.
struct BlobSweep: Equatable, Sendable {
    /// How old a blob must be before it counts as an orphan: its record may be on the way.
    static let orphanAgeSeconds = 3_600
    /// How old an unfinished upload must be that another computer may have begun; `CopieUploader.secondsMax` is far less.
    static let leftoverAgeSeconds = 3_600

    /// Files of uploads that a dead process left; removed.
    var leftovers = 0
    /// Blobs of erased persons that were still there; removed.
    var erased = 0
    /// Blobs that no record names. They stay: a log that came back behind may have lost the record, and its operator may yet put
    /// the whole one back.
    var orphans: [BlobAddress] = []
}

extension BlobStore {
    /// Puts the store in order, at start: removes the leftovers of dead uploads and what erased persons had stored, finds the
    /// blobs that no record names.
    ///
    /// - Parameters:
    ///   - known: the addresses that records name, `Copies.blobs`, taken from a state that is up to date.
    ///   - erased: the addresses of erased persons, `Copies.erasedBlobs`, of the same state.
    /// - Throws: `BlobError`; what was found before stays removed.
    func sweep(
        known: Set<String>, erased: Set<String>, now: Timestamp
    ) async throws(BlobError) -> BlobSweep {
        var sweep = BlobSweep()
        sweep.leftovers = try await removeLeftovers(now: now)
        let oldest = now.adding(seconds: -BlobSweep.orphanAgeSeconds)
        func isOrphan(_ address: String) -> Bool { !known.contains(address) && !erased.contains(address) }
        var last: BlobAddress?
        while true {
            let page = try await list(after: last, limit: 1_000)
            for entry in page where erased.contains(entry.address.text) {
                try await remove(entry.address)
                sweep.erased += 1
            }
            for entry in page where entry.modified < oldest && isOrphan(entry.address.text) {
                sweep.orphans.append(entry.address)
            }
            guard let end = page.last else { return sweep }
            last = end.address
        }
    }
}
