import TestSupport
import Testing

@testable import Events

/// A log as a witness sees it: what it signs, and the proofs that it sends along. A branch has the same key and another history.
struct WitnessedLog {
    static let origin = "essai.example/eaf/1"

    let signer: NoteSigner
    let tree: NaiveTree

    init(name: String = origin, key: SigningKey = .random(), leaves: Int, with generator: inout SeededGenerator) {
        signer = NoteSigner(name: name, key: key)
        tree = NaiveTree(count: leaves, with: &generator)
    }

    private init(signer: NoteSigner, tree: NaiveTree) {
        self.signer = signer
        self.tree = tree
    }

    /// The same log up to `size`, and something else after.
    func branch(at size: Int, with generator: inout SeededGenerator) -> WitnessedLog {
        let other = NaiveTree(count: tree.leaves.count - size, with: &generator)
        return WitnessedLog(signer: signer, tree: NaiveTree(Array(tree.leaves[..<size]) + other.leaves))
    }

    func note(_ size: Int) throws -> SignedNote {
        try signer.sign(Checkpoint(origin: signer.name, size: UInt64(size), root: tree.root(0..<size)).text)
    }

    /// The request that a log makes that knows its witness to be at `old`.
    func update(_ old: Int, to new: Int) throws -> CheckpointUpdate {
        var hashes: [MerkleHash] = []
        if old > 0, old < new {
            var prover = TreeProver(size: UInt64(new), tiles: tree)
            hashes = try prover.consistency(from: UInt64(old)).hashes
        }
        return CheckpointUpdate(oldSize: UInt64(old), hashes: hashes, note: try note(new))
    }

    func request(_ old: Int, to new: Int) throws -> [UInt8] { Array(try update(old, to: new).text.utf8) }
}

/// Where a witness lives, across its restarts.
final class WitnessHome {
    static let name = "temoin.example/w1"

    let folder: TemporaryFolder
    let key = SigningKey.random()
    let files: FaultyFiles

    init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        // A witness holds its files, and they the folder.
        files = FaultyFiles { _, _ in withExtendedLifetime(folder) {} }
    }

    var statePath: String { folder.path + "/etat" }
    var keyPath: String { folder.path + "/cle" }
    var signer: NoteSigner { NoteSigner(name: Self.name, key: key, kind: .cosignature) }

    /// - Parameter makesKey: false ends, as a kill may, between the making of the state and that of the key.
    func witness(of logs: NoteVerifier..., makesKey: Bool = true) throws -> Witness {
        let file = try WitnessFile(path: statePath, files: files)
        try file.prepare(keyPath: keyPath)
        if makesKey { try folder.write([], to: "cle") }
        return try Witness(of: logs, signer: signer, file: file)
    }
}
