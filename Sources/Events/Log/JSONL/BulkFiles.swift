import CLibSync
import Glibc

/// The calls that writing many files at once needs besides `FileLayer`'s: they become durable together.
public protocol BulkFiles: FileLayer {
    /// Has the system begin to write out what was written to the file, without waiting for it.
    func startWriteback(_ descriptor: Int32)
    /// Makes everything that was written to the file system of `path` durable (`syncfs`).
    func syncFileSystem(_ path: String) throws(FileError)
}

extension POSIXFiles: BulkFiles {
    public func startWriteback(_ descriptor: Int32) {
        // Advice only: whether it is taken shows in `syncFileSystem` at the latest.
        _ = sync_file_range(descriptor, 0, 0, clibsync_start_writeback)
    }

    public func syncFileSystem(_ path: String) throws(FileError) {
        let descriptor = try open(path, .reading)
        defer { close(descriptor) }
        guard syncfs(descriptor) == 0 else {
            throw FileError(call: "syncfs", code: errno, file: path)
        }
    }
}
