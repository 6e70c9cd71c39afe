import Crypto
import Foundation
import Testing

@testable import Events

/// The 518 test vectors, good and broken, that transparency-dev/merkle publishes. They lie beside the checkout.
@Suite(.enabled(if: ProofVectors.isThere)) struct `Published proofs` {
    @Test func `of inclusion hold or fail as they should`() throws {
        var count = 0
        for (name, vector) in try ProofVectors.all(in: "inclusion") {
            let holds = vector.holds {
                let proof = InclusionProof(
                    index: try vector.number("leafIdx"), size: try vector.number("treeSize"),
                    hashes: try vector.proof())
                try proof.verify(leaf: try vector.hash("leafHash"), root: try vector.hash("root"))
            }
            #expect(holds != vector.wantErr, "\(name)")
            count += 1
        }
        #expect(count == 98)
    }

    @Test func `of consistency hold or fail as they should`() throws {
        var count = 0
        for (name, vector) in try ProofVectors.all(in: "consistency") {
            let holds = vector.holds {
                let proof = ConsistencyProof(
                    oldSize: try vector.number("size1"), newSize: try vector.number("size2"),
                    hashes: try vector.proof())
                try proof.verify(old: try vector.hash("root1"), new: try vector.hash("root2"))
            }
            #expect(holds != vector.wantErr, "\(name)")
            count += 1
        }
        #expect(count == 98)
    }

    @Test func `of inclusion in a subtree hold or fail as they should`() throws {
        var count = 0
        for (name, vector) in try ProofVectors.all(in: "subtreeinclusion") {
            let holds = vector.holds {
                let subtree = try vector.subtree()
                let root = try subtree.root(
                    of: try vector.hash("leafHash"), at: try vector.number("leafIdx"), proof: try vector.proof())
                guard root == (try vector.hash("root")) else { throw ProofError.rootDiffers }
            }
            #expect(holds != vector.wantErr, "\(name)")
            count += 1
        }
        #expect(count == 204)
    }

    @Test func `of consistency with a subtree hold or fail as they should`() throws {
        var count = 0
        for (name, vector) in try ProofVectors.all(in: "subtreeconsistency") {
            let holds = vector.holds {
                try vector.subtree().verify(
                    own: try vector.hash("root1"), size: try vector.number("size"), whole: try vector.hash("root2"),
                    proof: try vector.proof())
            }
            #expect(holds != vector.wantErr, "\(name)")
            count += 1
        }
        #expect(count == 118)
    }
}

/// Where the vectors lie, and how they are read.
enum ProofVectors {
    static let folder = GoldenFiles.eventlog.deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "shared/tlog-vectors")
    static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path(percentEncoded: false)) }

    static func all(in part: String) throws -> [(name: String, vector: ProofVector)] {
        let folder = folder.appending(path: part).path(percentEncoded: false)
        return try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }.sorted()
            .map { name in
                let bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
                return (name, try JSONDecoder().decode(ProofVector.self, from: bytes))
            }
    }
}

struct ProofVector: Decodable {
    let wantErr: Bool
    private let proofTexts: [String]?
    private let texts: [String: String]
    private let numbers: [String: UInt64]

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    struct Unreadable: Error {}

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        var texts: [String: String] = [:]
        var numbers: [String: UInt64] = [:]
        for key in members.allKeys {
            texts[key.stringValue] = try? members.decode(String.self, forKey: key)
            numbers[key.stringValue] = try? members.decode(UInt64.self, forKey: key)
        }
        self.texts = texts
        self.numbers = numbers
        wantErr = try members.decode(Bool.self, forKey: Key(stringValue: "wantErr"))
        proofTexts = try members.decodeIfPresent([String].self, forKey: Key(stringValue: "proof"))
    }

    func number(_ name: String) throws -> UInt64 {
        guard let number = numbers[name] else { throw Unreadable() }
        return number
    }

    func hash(_ name: String) throws -> MerkleHash { try Self.hash(texts[name]) }
    func proof() throws -> [MerkleHash] { try (proofTexts ?? []).map { try Self.hash($0) } }

    func subtree() throws -> MerkleSubtree {
        guard let subtree = MerkleSubtree(start: try number("start"), end: try number("end")) else {
            throw Unreadable()
        }
        return subtree
    }

    /// Some vectors have the words « don't care 1 » for a root, which is no hash here: theirs is taken instead.
    private static func hash(_ text: String?) throws -> MerkleHash {
        guard let text, let bytes = Base64.decode(text) else { throw Unreadable() }
        if String(decoding: bytes, as: UTF8.self).hasPrefix("don't care") {
            return MerkleHash(SHA256.hash(data: bytes))
        }
        guard let hash = MerkleHash(bytes: bytes) else { throw Unreadable() }
        return hash
    }

    func holds(_ verify: () throws -> Void) -> Bool {
        do {
            try verify()
            return true
        } catch {
            return false
        }
    }
}
