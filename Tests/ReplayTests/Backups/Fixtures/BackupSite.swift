import Crypto
import Events
import Foundation
import TestSupport
import Testing

@testable import Replay

/// A server's log, vault, blobs, keys and tree in files, and what it takes to back them up and restore them.
final class BackupSite {
    static let cipherText = Base64URL.encode(repeatElement(7, count: 32))

    let log: SampleLog
    let signingKey: SigningKey
    let folder: TemporaryFolder
    private var copies: UInt64 = 0
    /// What the shipper takes for the time.
    var now = Timestamp(seconds: 1_790_850_000)

    init(segmentBytesMax: Int = 64 << 20) throws {
        log = try SampleLog(segmentBytesMax: segmentBytesMax)
        signingKey = try #require(SigningKey(Base64URL.encode((0..<32).map { UInt8($0) })))
        folder = try TemporaryFolder()
        try Data((signingKey.text + "\n").utf8).write(to: URL(fileURLWithPath: log.dataDirectory + "/signing.key"))
    }

    var cipher: BackupCipher { get throws { try #require(BackupCipher(Self.cipherText)) } }
    var signer: NoteSigner { NoteSigner(name: "localhost/essai/1", key: signingKey) }
    var trust: BackupTrust { .key(signer.verifier) }

    /// A few commits of all that matters here: persons, a copie with its file, figures.
    func tell(copies count: Int = 2, figures: Int = 6) throws {
        if log.head == .zero {
            try log.commit(.opened)
            try log.makeKey(for: SampleFact.ana)
            try log.commit(.registered(SampleFact.ana), .session(1, of: SampleFact.ana))
        }
        for _ in 0..<count { try handIn(of: SampleFact.ana) }
        for figure in 0..<figures { try log.commit(.vital(Double(figure) + 0.5), .vital(100)) }
    }

    /// Stores a blob and records it.
    @discardableResult
    func handIn(of owner: PersonID, bytes: Int = 300) throws -> SHA256Text {
        copies += 1
        let content = (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ Int(copies)) }
        let address = SHA256Text(of: content)
        let path = "\(log.dataDirectory)/\(BlobReference(address: address, owner: owner).path)"
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        try Data(content).write(to: URL(fileURLWithPath: path))
        let uploaded = CopieUploaded(
            epreuve: EpreuveID(high: 0xE, low: 1), owner: owner, sha256: String(repeating: "a", count: 64),
            blob: address.description, bytes: bytes, declaredType: "application/pdf", fileType: "application/pdf",
            pages: 1)
        try log.commit(
            SampleFact(
                subject: .copie(CopieID(high: 0xC, low: copies)), person: owner, actor: .user(owner),
                event: .copie(.uploaded(uploaded))))
        return address
    }

    /// The files of all blobs but one.
    func blobPaths(except address: SHA256Text) throws -> [String] {
        let folder = log.dataDirectory + "/uploads/copies"
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.count > 60 }
            .filter { !$0.hasSuffix(address.description) }.map { folder + "/" + $0 }
    }

    /// Writes the tiles and the signed checkpoint of the whole log, as the server does.
    func publish() throws {
        var edge = TileEdge()
        var tiles: [Tile] = []
        try log.reader.forEachRecord(after: .zero, through: log.head) { record in
            edge.append(MerkleTree.leaf(record.line))
            tiles += edge.takeCompleted()
        }
        for tile in tiles + edge.partials {
            let path = URL(fileURLWithPath: "\(log.directory)/tiles/\(tile.path.text)")
            try FileManager.default.createDirectory(
                at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(tile.bytes).write(to: path)
        }
        let checkpoint = Checkpoint(origin: signer.name, size: edge.size, root: edge.root)
        try Data(try signer.sign(checkpoint.text).bytes).write(
            to: URL(fileURLWithPath: log.directory + "/checkpoint"))
    }

    /// Lets go of the log, so that its last commit counts as durable.
    func stop() { log.close() }

    // MARK: Shipping

    func source(_ files: any FileLayer = POSIXFiles()) throws -> ShipSource {
        ShipSource(folder: try log.logFolder, dataDirectory: log.dataDirectory, files: files)
    }

    func place(_ target: String = "mémoire") -> ShipPlace {
        ShipPlace(target: target, dataDirectory: log.dataDirectory, files: POSIXFiles())
    }

    func shipping(
        to store: any BackupStore, cipher: BackupCipher? = nil, prunes: Bool = false, target: String = "mémoire",
        files: any FileLayer = POSIXFiles()
    ) throws -> Shipping {
        let now = now
        return Shipping(
            try source(files), to: store,
            place: ShipPlace(target: target, dataDirectory: log.dataDirectory, files: files), signingKey: signingKey,
            cipher: cipher, prunes: prunes, now: { now })
    }

    @discardableResult
    func ship(
        to store: any BackupStore, cipher: BackupCipher? = nil, prunes: Bool = false
    ) async throws -> ShipReport {
        try await shipping(to: store, cipher: cipher, prunes: prunes).once { _ in }
    }

    /// Forgets what this computer keeps of the places that it ships to.
    func forgetState() throws { try FileManager.default.removeItem(atPath: log.dataDirectory + "/ship") }

    func manifest(in store: MemoryStore, cipher: BackupCipher? = nil) throws -> BackupManifest {
        try ManifestNote(try #require(store["manifest"]), trust: trust, key: cipher).manifest
    }

    // MARK: Restoring

    var into: String { folder.path + "/restored" }

    func options(_ target: RestoreTarget = .replay(.latest), reason: String? = "essai") -> RestoreOptions {
        RestoreOptions(
            target: target, into: into, reason: reason, opensTimeline: false, keysFrom: nil, skipsSnapshots: false,
            folds: true, checksTiles: true, operatorName: "op")
    }

    func restore(
        from store: any BackupStore, spare: (any BackupStore)? = nil, options: RestoreOptions? = nil,
        cipher: BackupCipher? = nil, files: any BulkFiles = CrashingFiles(after: nil)
    ) async throws -> RestoreReport {
        let restore = try await Restore(
            from: store, spare: spare, trust: trust, key: cipher, options: options ?? self.options(), now: log.time,
            files: files)
        return try await restore.run { _ in }
    }

    /// Every file of the restored folder by relative path; then the folder is gone.
    func takeRestored() throws -> [String: [UInt8]] {
        let files = try Self.files(in: into)
        try FileManager.default.removeItem(atPath: into)
        return files
    }

    static func files(in path: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
            var isFolder: ObjCBool = false
            _ = unsafe FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
            if !isFolder.boolValue {
                found[name] = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
            }
        }
        return found
    }

    /// What a restore to the end should give, but for `restore.json`.
    func expected() throws -> [String: [UInt8]] {
        var expected: [String: [UInt8]] = [:]
        for (name, bytes) in try Self.files(in: log.directory) where name != "lock" && !name.hasPrefix("index/") {
            expected["eventlog/" + name] = bytes
        }
        for (name, bytes) in try Self.files(in: log.dataDirectory) where name == "vault" || name.hasPrefix("uploads/")
        {
            expected[".data/" + name] = bytes
        }
        return expected
    }
}
