import Glibc

/// The real file system.
public struct POSIXFiles: FileLayer, RewritableFiles {
    /// The real file system.
    public init() {}

    public func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 {
        let flags: Int32 =
            switch mode {
            case .reading: O_RDONLY
            case .appending: O_RDWR | O_APPEND
            case .creating: O_RDWR | O_APPEND | O_CREAT | O_EXCL
            case .creatingOrAppending: O_RDWR | O_APPEND | O_CREAT
            }
        return try retrying("open", path) { unsafe Glibc.open(path, flags | O_CLOEXEC, 0o600) }
    }

    public func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

    public func write(
        _ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int {
        try retrying("write", path) {
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: range.lowerBound), range.count)
            }
        }
    }

    public func openRewritable(_ path: String) throws(FileError) -> Int32 {
        try retrying("open", path) { unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }
    }

    public func write(
        _ descriptor: Int32, at offset: Int, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
    ) throws(FileError) -> Int {
        try retrying("pwrite", path) {
            unsafe bytes.withUnsafeBytes { buffer in
                unsafe pwrite(
                    descriptor, buffer.baseAddress?.advanced(by: range.lowerBound), range.count, off_t(offset))
            }
        }
    }

    public func read(
        _ descriptor: Int32, at offset: Int, count: Int, _ path: String
    ) throws(FileError) -> [UInt8] {
        var failure: FileError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = unsafe pread(
                    descriptor, buffer.baseAddress?.advanced(by: filled), count - filled, off_t(offset + filled))
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = FileError(call: "pread", code: errno, file: Self.name(path)) }
                if got <= 0 { return }
                filled += got
            }
        }
        if let failure { throw failure }
        return bytes
    }

    public func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {
        // Not retried on EINTR or anything else: after a failed sync the kernel may have dropped the dirty pages.
        guard fdatasync(descriptor) == 0 else {
            throw FileError(call: "fdatasync", code: errno, file: Self.name(path))
        }
    }

    public func syncDirectory(_ path: String) throws(FileError) {
        let descriptor = try retrying("open", path) { unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(call: "fsync", code: errno, file: Self.name(path)) }
    }

    public func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
        _ = try retrying("ftruncate", path) { ftruncate(descriptor, off_t(size)) }
    }

    public func rename(_ path: String, to other: String) throws(FileError) {
        _ = try retrying("rename", path) { unsafe Glibc.rename(path, other) }
    }

    public func remove(_ path: String) throws(FileError) {
        _ = try retrying("remove", path) { unsafe Glibc.remove(path) }
    }

    public func makeDirectory(_ path: String) throws(FileError) {
        if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        let code = errno
        guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
            throw FileError(call: "mkdir", code: code, file: Self.name(path))
        }
        try makeDirectory(String(path[..<slash]))
        if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        throw FileError(call: "mkdir", code: errno, file: Self.name(path))
    }

    public func names(in path: String) throws(FileError) -> [String] {
        guard let directory = unsafe opendir(path) else {
            throw FileError(call: "opendir", code: errno, file: Self.name(path))
        }
        defer { unsafe _ = closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    public func makeReadOnly(_ path: String) throws(FileError) {
        _ = try retrying("chmod", path) { unsafe chmod(path, 0o400) }
    }

    public func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
        if errno == EWOULDBLOCK { return false }
        throw FileError(call: "flock", code: errno, file: Self.name(path))
    }

    public func status(_ path: String) throws(FileError) -> FileStatus {
        var info = stat()
        _ = try retrying("stat", path) { unsafe stat(path, &info) }
        return FileStatus(
            size: Int(info.st_size), isWritable: info.st_mode & S_IWUSR != 0, inode: UInt64(info.st_ino),
            modifiedNanoseconds: Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec),
            changedNanoseconds: Int64(info.st_ctim.tv_sec) * 1_000_000_000 + Int64(info.st_ctim.tv_nsec))
    }

    /// Repeats a call that a signal interrupted; any other failure is thrown.
    private func retrying<Result: SignedInteger>(
        _ call: String, _ path: String, _ body: () -> Result
    ) throws(FileError) -> Result {
        while true {
            let result = body()
            if result >= 0 { return result }
            if errno == EINTR { continue }
            throw FileError(call: call, code: errno, file: Self.name(path))
        }
    }

    private static func name(_ path: String) -> String {
        String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
    }
}
