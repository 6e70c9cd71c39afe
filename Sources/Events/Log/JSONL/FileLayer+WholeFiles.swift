import Glibc

/// Whole files on top of the layer's calls.
extension FileLayer {
    /// Whether there is a file or a directory of that name.
    ///
    /// - Throws: `FileError` when that cannot be known: a device that fails must not look like an empty one.
    public func exists(_ path: String) throws(FileError) -> Bool {
        do throws(FileError) {
            _ = try status(path)
            return true
        } catch {
            if error.code == ENOENT || error.code == ENOTDIR { return false }
            throw error
        }
    }

    /// Writes a file under a temporary name, syncs it and its directory, and gives it its name.
    ///
    /// - Throws: `FileError`; the file that had the name before, if any, is unchanged then.
    public func writeAtomically(_ bytes: [UInt8], to path: String, in directory: String) throws(FileError) {
        let temporary = path + ".tmp"
        if (try? status(temporary)) != nil { try remove(temporary) }
        let descriptor = try open(temporary, .creating)
        defer { close(descriptor) }
        try writeAll(descriptor, bytes, temporary)
        try syncData(descriptor, temporary)
        try rename(temporary, to: path)
        try syncDirectory(directory)
    }

    /// Everything that a file holds.
    ///
    /// - Throws: `FileError`.
    public func readWhole(_ path: String) throws(FileError) -> [UInt8] {
        let size = try status(path).size
        let descriptor = try open(path, .reading)
        defer { close(descriptor) }
        return try read(descriptor, at: 0, count: size, path)
    }

    /// Writes all of `bytes`, looping on short writes.
    func writeAll(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) throws(FileError) {
        var done = 0
        while done < bytes.count { done += try write(descriptor, bytes, done..<bytes.count, path) }
    }
}
