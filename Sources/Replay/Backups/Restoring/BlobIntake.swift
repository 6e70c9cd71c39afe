import Events

/// The blobs that restored records name: each is there, under its own hash, or its owner was erased.
struct BlobIntake {
    private static let atOnce = 8

    private(set) var count = 0
    private(set) var bytes = 0
    /// Blobs of persons whose key was destroyed: neither needed nor restored.
    private(set) var erasedCount = 0
    private(set) var missing: [SHA256Text] = []
    private let loader: PieceLoader
    private let staging: StagingFolder
    private let erased: Set<PersonID>
    private var folders: Set<String> = []

    init(_ loader: PieceLoader, _ staging: StagingFolder, erased: Set<PersonID>) {
        self.loader = loader
        self.staging = staging
        self.erased = erased
    }

    /// Gets the blobs that records name.
    ///
    /// - Throws: `BackupFault`, `FileError`.
    mutating func take(_ references: [BlobReference]) async throws {
        var wanted: [BlobReference] = []
        var seen: Set<SHA256Text> = []
        for reference in references where seen.insert(reference.address).inserted {
            if let owner = reference.owner, erased.contains(owner) {
                erasedCount += 1
            } else {
                wanted.append(reference)
                let folder = Self.folder(of: staging.data + "/" + reference.path)
                if folders.insert(folder).inserted { try staging.make(folder) }
            }
        }
        for start in stride(from: 0, to: wanted.count, by: Self.atOnce) {
            for (address, size) in try await get(wanted[start..<min(start + Self.atOnce, wanted.count)]) {
                if let size {
                    count += 1
                    bytes += size
                } else {
                    missing.append(address)
                }
            }
        }
    }

    private func get(_ references: ArraySlice<BlobReference>) async throws -> [(SHA256Text, Int?)] {
        let (loader, staging) = (loader, staging)
        return try await withThrowingTaskGroup(of: (SHA256Text, Int?).self) { group in
            for reference in references {
                group.addTask { (reference.address, try await Self.get(reference, loader, staging)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Writes the blob and returns its size; nil when the backup never had it.
    private static func get(
        _ reference: BlobReference, _ loader: PieceLoader, _ staging: StagingFolder
    ) async throws -> Int? {
        let path = staging.data + "/" + reference.path
        if staging.size(of: path) != nil {
            let bytes = try staging.read(path)
            if SHA256Text(of: bytes) == reference.address { return bytes.count }
        }
        guard let bytes = try await loader.blob(reference.address) else { return nil }
        try staging.write([bytes], to: path)
        return bytes.count
    }

    private static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    }
}
