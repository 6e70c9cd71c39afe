import Events
import Foundation
import Hummingbird
import HummingbirdTesting
import Logging
import Testing

@testable import API

/// A witness behind a port of its own, with its state in a folder that goes away with it.
final class WitnessRig: Sendable {
    static let name = "temoin.example/w1"

    let witness: Witness
    private let path = FileManager.default.temporaryDirectory.path + "/eaf-temoin-\(UUID().uuidString)"

    init(of logs: NoteVerifier...) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let file = try WitnessFile(path: path + "/etat", files: RefusingFiles())
        try file.prepare(keyPath: path + "/cle")
        let signer = NoteSigner(name: Self.name, key: .random(), kind: .cosignature)
        witness = try Witness(of: logs, signer: signer, file: file)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private var application: some ApplicationProtocol {
        Application(
            router: WitnessServer.router(witness, clock: MovableClock().system),
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    }

    /// Without a socket.
    func test(_ body: @Sendable (any TestClientProtocol) async throws -> Void) async throws {
        try await application.test(.router) { try await body($0) }
    }

    /// Over a socket; `body` is told where.
    func serve(_ body: @Sendable (WitnessAddress) async throws -> Void) async throws {
        try await application.test(.live) { [key = witness.verifier.text] client in
            let port = try #require(client.port)
            try await body(try #require(WitnessAddress("http://localhost:\(port)/#\(key)")))
        }
    }

    /// Has the witness cosign a tree of these leaves, as the first of the log.
    func cosign(_ signer: NoteSigner, leaves: [MerkleHash]) throws {
        let note = try signer.sign(
            Checkpoint(
                origin: signer.name, size: UInt64(leaves.count), root: MerkleTree.root(ofLeaves: leaves)
            ).text)
        _ = try witness.add(CheckpointUpdate(oldSize: 0, hashes: [], note: note).text.utf8, at: 1)
    }
}

extension TestServer {
    /// What signs this server's checkpoints.
    var signer: NoteSigner {
        NoteSigner(name: state.origin.checkpointOrigin, key: state.keys.signingKey)
    }

    /// The leaves of the log so far.
    func leaves() throws -> [MerkleHash] { try lines().map { MerkleTree.leaf(Array($0.utf8)) } }
}
