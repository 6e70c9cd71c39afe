import Events

/// What is in the folder.
extension BlobFolder {
    /// The first `limit` blobs after an address.
    func entries(after address: BlobAddress?, limit: Int) throws(FileError) -> [BlobEntry] {
        var entries: [BlobEntry] = []
        for subfolder in try subfolders() where subfolder >= address?.prefix ?? "" {
            for found in try addresses(in: subfolder) where address.map({ found > $0 }) ?? true {
                guard let entry = try entry(found) else { continue }
                entries.append(entry)
                if entries.count == limit { return entries }
            }
        }
        return entries
    }

    /// Nil when the blob was removed since its name was read.
    private func entry(_ address: BlobAddress) throws(FileError) -> BlobEntry? {
        do throws(FileError) {
            let status = try files.status(path(of: address))
            return BlobEntry(
                address: address, sealedByteCount: status.size,
                modified: Timestamp(microseconds: status.modifiedNanoseconds / 1_000))
        } catch {
            guard error.isMissingFile else { throw error }
            return nil
        }
    }

    /// Removes a blob, durably.
    func remove(_ address: BlobAddress) throws(FileError) {
        do throws(FileError) {
            try files.remove(path(of: address))
        } catch {
            guard error.isMissingFile else { throw error }
            return
        }
        try files.syncDirectory(subfolder(of: address))
    }

    /// Removes temporary files whose writer is dead and returns how many there were.
    ///
    /// - Parameter writtenBefore: spares those that were written to since, whatever their lock says; nil spares none.
    func removeLeftovers(writtenBefore: Timestamp?) throws(FileError) -> Int {
        var removed = 0
        for name in try files.names(in: path) where name.hasSuffix(Self.temporarySuffix) {
            let leftover = "\(path)/\(name)"
            do throws(FileError) {
                let written = Timestamp(microseconds: try files.status(leftover).modifiedNanoseconds / 1_000)
                if let writtenBefore, written >= writtenBefore { continue }
                let descriptor = try files.open(leftover, .reading)
                defer { files.close(descriptor) }
                guard try files.lock(descriptor, leftover) else { continue }
                try files.remove(leftover)
                removed += 1
            } catch {
                // Its writer has just given it its name, or dropped it.
                guard error.isMissingFile else { throw error }
            }
        }
        return removed
    }
}
