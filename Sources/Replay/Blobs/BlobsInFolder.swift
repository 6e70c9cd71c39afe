public import Events

/// Blobs in a folder of this computer, as the server keeps them with `STORAGE_PROVIDER=local`.
public struct BlobsInFolder: SealedBlobs {
    private let path: String
    private let files: any FileLayer

    /// The folder is made when the first blob is put.
    public init(path: String, files: any FileLayer) {
        self.path = path
        self.files = files
    }

    public var name: String { path }

    public func bytes(of address: SHA256Text) async throws(BackupStoreError) -> [UInt8]? {
        try whenThere { () throws(FileError) in try files.readWhole(file(address)) }
    }

    public func holds(_ address: SHA256Text) async throws(BackupStoreError) -> Bool {
        try whenThere { () throws(FileError) in try files.status(file(address)) } != nil
    }

    public func put(_ bytes: [UInt8], as address: SHA256Text) async throws(BackupStoreError) {
        let file = file(address)
        let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
        do throws(FileError) {
            try files.makeDirectory(path)
            try files.makeDirectory(folder)
            try files.syncDirectory(path)
            try files.writeAtomically(bytes, to: file, in: folder)
        } catch {
            throw .io(error)
        }
    }

    public func list(
        after address: SHA256Text?, limit: Int
    ) async throws(BackupStoreError) -> [SealedBlobEntry] {
        var entries: [SealedBlobEntry] = []
        let first = address.map { String($0.description.prefix(2)) } ?? ""
        let subfolders = try whenThere { () throws(FileError) in try files.names(in: path) } ?? []
        for subfolder in subfolders.sorted() where subfolder.utf8.count == 2 && subfolder >= first {
            let names = try whenThere { () throws(FileError) in try files.names(in: "\(path)/\(subfolder)") } ?? []
            for name in names.sorted() {
                guard let found = SHA256Text(blobKey: "\(subfolder)/\(name)"),
                    address.map({ found.description > $0.description }) ?? true,
                    let status = try whenThere({ () throws(FileError) in try files.status(file(found)) })
                else { continue }
                let modified = Timestamp(microseconds: status.modifiedNanoseconds / 1_000)
                entries.append(SealedBlobEntry(address: found, modified: modified))
                if entries.count == limit { return entries }
            }
        }
        return entries
    }

    private func file(_ address: SHA256Text) -> String { path + "/" + address.blobKey }

    private func whenThere<Value>(_ body: () throws(FileError) -> Value) throws(BackupStoreError) -> Value? {
        do throws(FileError) {
            return try body()
        } catch {
            guard error.isMissingFile else { throw .io(error) }
            return nil
        }
    }
}
