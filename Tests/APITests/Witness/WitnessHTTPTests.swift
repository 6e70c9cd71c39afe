import Events
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import API

@Suite struct `A witness over HTTP` {
    private static let leaves = (0..<3).map { MerkleTree.leaf([UInt8($0)]) }
    private let log = NoteSigner(name: "essai.example/eaf/1", key: .random())

    private func request(
        _ old: Int, _ size: Int, by signer: NoteSigner, hashes: [MerkleHash] = [], leaves: [MerkleHash] = leaves
    ) throws -> [UInt8] {
        let root = MerkleTree.root(ofLeaves: leaves.prefix(size))
        let note = try signer.sign(Checkpoint(origin: signer.name, size: UInt64(size), root: root).text)
        return Array(CheckpointUpdate(oldSize: UInt64(old), hashes: hashes, note: note).text.utf8)
    }

    private func send(_ body: [UInt8], to client: any TestClientProtocol) async throws -> Answer {
        Answer(
            try await client.execute(uri: "/add-checkpoint", method: .post, body: ByteBuffer(bytes: body)))
    }

    @Test func `answers as the specification says`() async throws {
        let rig = try WitnessRig(of: log.verifier)
        try await rig.test { client in
            let first = try await send(request(0, 1, by: log), to: client)
            #expect(first.status == 200)
            #expect(first.text.hasPrefix("— \(WitnessRig.name) ") && first.text.hasSuffix("\n"))
            let second = try request(1, 2, by: log, hashes: [Self.leaves[1]])
            let answer = try await send(second, to: client)
            let note = try SignedNote(try CheckpointUpdate(second).note.bytes + answer.bytes)
            #expect(
                try rig.witness.verifier.verify(note).cosignedAt
                    == UInt64(MovableClock.start.microseconds / 1_000_000))
            let behind = try await send(request(1, 3, by: log), to: client)
            #expect(behind.status == 409 && behind.text == "2\n")
            #expect(behind.header("Content-Type") == "text/x.tlog.size")
            let other = [Self.leaves[2], Self.leaves[1], Self.leaves[0]]
            let fork = try await send(request(2, 2, by: log, leaves: other), to: client)
            #expect(fork.status == 409 && fork.text == "2\n")
            #expect(try await send(request(2, 3, by: log, hashes: [Self.leaves[0]]), to: client).status == 422)
            #expect(try await send(request(3, 2, by: log), to: client).status == 400)
            let thief = NoteSigner(name: log.name, key: .random())
            let refused = try await send(request(2, 3, by: thief), to: client)
            #expect(refused.status == 403 && refused["code"].text == "signature-refusee")
            let stranger = NoteSigner(name: "autre.example/eaf/1", key: .random())
            #expect(try await send(request(0, 1, by: stranger), to: client).status == 404)
            for bad in ["", "old 2\n", "old 02\n\n"] {
                #expect(try await send(Array(bad.utf8), to: client).status == 400, "\(bad)")
            }
            #expect(try await send([UInt8](repeating: 0x61, count: 70_000), to: client).status == 413)
            #expect(rig.witness.size(of: log.name) == 2)
        }
    }

    @Test func `has that one route`() async throws {
        let rig = try WitnessRig(of: log.verifier)
        try await rig.test { client in
            let get = Answer(try await client.execute(uri: "/add-checkpoint", method: .get))
            #expect(get.status == 405 && get.header("Allow") == "POST")
            #expect(Answer(try await client.execute(uri: "/", method: .get)).status == 404)
        }
    }
}
