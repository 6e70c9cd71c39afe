import Events

/// Copies sealed blobs from one place to another: from the folder of one machine into a bucket, or back. What is there already is
/// left alone, so that it goes on where it was cut short; nothing is removed at the source.
public struct BlobTransfer: Sendable {
    /// What was done.
    public struct Report: Equatable, Encodable, Sendable {
        public internal(set) var copied = 0
        /// Sealed.
        public internal(set) var copiedBytes = 0
        public internal(set) var alreadyThere = 0
        /// Blobs whose bytes are not those of their name; not copied. At most `damagedMax` are named.
        public internal(set) var damaged: [String] = []
    }

    fileprivate enum Outcome: Sendable { case copied(Int), there, damaged(SHA256Text) }

    static let damagedMax = 1_000
    private static let atOnce = 4
    private static let pageMax = 1_000

    private let source: any SealedBlobs
    private let target: any SealedBlobs

    /// Puts both places together; nothing happens yet.
    public init(from source: any SealedBlobs, to target: any SealedBlobs) {
        self.source = source
        self.target = target
    }

    /// Copies what the target has not.
    ///
    /// - Parameter progress: told after each page.
    /// - Throws: `BackupFault.copies`, when one of the places does not do its part; repeating goes on from there.
    public func run(progress: (Report) -> Void) async throws -> Report {
        var report = Report()
        var last: SHA256Text?
        while true {
            let page = try await Self.asking(source) { () async throws(BackupStoreError) in
                try await source.list(after: last, limit: Self.pageMax)
            }
            for start in stride(from: 0, to: page.count, by: Self.atOnce) {
                for outcome in try await copy(page[start..<min(start + Self.atOnce, page.count)]) {
                    report.add(outcome)
                }
            }
            progress(report)
            guard page.count == Self.pageMax, let end = page.last else { return report }
            last = end.address
        }
    }

    private func copy(_ entries: ArraySlice<SealedBlobEntry>) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            for entry in entries { group.addTask { try await copy(entry.address) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    private func copy(_ address: SHA256Text) async throws -> Outcome {
        let isThere = try await Self.asking(target) { () async throws(BackupStoreError) in
            try await target.holds(address)
        }
        guard !isThere else { return .there }
        let found = try await Self.asking(source) { () async throws(BackupStoreError) in
            try await source.bytes(of: address)
        }
        guard let bytes = found, SHA256Text(of: bytes) == address else { return .damaged(address) }
        try await Self.asking(target) { () async throws(BackupStoreError) in
            try await target.put(bytes, as: address)
        }
        return .copied(bytes.count)
    }

    private static func asking<Value>(
        _ place: any SealedBlobs, _ call: () async throws(BackupStoreError) -> Value
    ) async throws(BackupFault) -> Value {
        do throws(BackupStoreError) {
            return try await call()
        } catch {
            throw .copies(place: place.name, error)
        }
    }
}

extension BlobTransfer.Report {
    fileprivate mutating func add(_ outcome: BlobTransfer.Outcome) {
        switch outcome {
        case .copied(let bytes):
            copied += 1
            copiedBytes += bytes
        case .there: alreadyThere += 1
        case .damaged(let address):
            if damaged.count < BlobTransfer.damagedMax { damaged.append(address.description) }
        }
    }
}
