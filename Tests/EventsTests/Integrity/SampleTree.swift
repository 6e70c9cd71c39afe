import Testing

@testable import Events

/// A log in memory, and the folders of its tree.
struct SampleTree {
    static let origin = LogOrigin(host: "exemple.fr", name: "essai", timeline: 1)

    let folder: TemporaryFolder
    let log = EditableLog()
    let key: SigningKey
    var origin = SampleTree.origin

    init(records: Int, seed: UInt64 = 1, key: SigningKey = .random()) throws {
        folder = try TemporaryFolder()
        self.key = key
        try POSIXFiles().makeDirectory(folder.path + "/log")
        try log.grow(to: records, seed: seed)
    }

    var place: TreePlace { TreePlace(eventlog: folder.path + "/log", data: folder.path + "/data") }
    var verifier: NoteVerifier { NoteSigner(name: origin.checkpointOrigin, key: key).verifier }

    func integrator(
        _ files: any FileLayer = FaultyFiles(), key: SigningKey? = nil
    ) throws(IntegrityError) -> TreeIntegrator {
        try TreeIntegrator(log: log, origin: origin, place: place, key: key ?? self.key, files: files)
    }

    /// Integrates everything; returns the checkpoint.
    @discardableResult
    func integrate(_ files: any FileLayer = FaultyFiles()) throws -> Checkpoint {
        let integrator = try integrator(files)
        try integrator.catchUp()
        return try #require(integrator.signed).checkpoint
    }

    /// The checkpoint that lies in the log's directory.
    func published() throws -> Checkpoint {
        try Checkpoint(try SignedNote(try folder.read("log/checkpoint")), by: verifier)
    }

    func publishedLog() throws -> PublishedLog {
        try PublishedLog(eventlog: place.eventlog, files: POSIXFiles())
    }

    /// What is wrong with the files on disk as the tree of the log's first `size` records; empty when nothing is.
    func faults(size: Int? = nil) throws -> [String] {
        var faults: [String] = []
        let size = size ?? log.lines.count
        let tree = NaiveTree(Array(log.leaves.prefix(size)))
        let checkpoint = try published()
        if checkpoint.size != UInt64(size) { faults.append("size \(checkpoint.size)") }
        if checkpoint.root != tree.root(0..<size) { faults.append("root") }
        if try folder.read("data/signed-checkpoint") != folder.read("log/checkpoint") {
            faults.append("copies differ")
        }
        let tiles = TileFolder(path: place.tiles, files: POSIXFiles())
        for level in 0... {
            let entries = Int(TilePath.entries(ofLevel: level, size: UInt64(size)))
            guard entries > 0 else { break }
            for index in 0...(entries - 1) / 256 {
                let path = TilePath(
                    level: level, range: TileRange(index: UInt64(index), width: min(256, entries - index * 256)))
                if try tiles.hashes(of: path) != tree.hashes(of: path) { faults.append(path.text) }
                if path.range.isWhole, try folder.files().keys.contains(where: { $0.contains("\(path.text).p/") }) {
                    faults.append("superseded \(path.text)")
                }
            }
        }
        return faults
    }

    /// Flips one bit of a file.
    func flip(_ bit: Int, of name: String) throws {
        var bytes = try folder.read(name)
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        try folder.write(bytes, to: name)
    }
}
