import Crypto
import Events
import Foundation
import Testing

@testable import API

@Suite struct `The récépissé of a copie` {
    /// A pupil, and the path of a copie that was handed in and that the tree covers.
    private func handedIn(_ server: TestServer) async throws -> (pupil: Browser, path: String) {
        let pupil = try await server.register("camille@example.fr", name: "Camille Lefort")
        let epreuve = try await server.generate(pupil)
        let copie = try await server.handIn(pupil, to: epreuve, "une-page.pdf")
        try server.state.tree.catchUp()
        return (pupil, "epreuves/\(epreuve)/copie/\(copie)/recepisse")
    }

    @Test func `is checked by a stranger with the log's key and nothing else`() async throws {
        try await TestServer.run { server in
            let (pupil, path) = try await handedIn(server)
            let receipt = try await pupil.get(path)
            #expect(receipt.status == 200 && receipt["eleve"].text == "Camille Lefort")
            let key = try await server.visitor().get("log/key").text
            let verifier = try NoteVerifier(key.dropLast())
            let proof = try TlogProof(receipt["preuve"].text.utf8)
            let line = try #require(proof.extra)
            #expect(String(decoding: line, as: UTF8.self) == receipt["journal"]["enregistrement"].text)
            let checkpoint = try proof.verify(leaf: MerkleTree.leaf(line), by: verifier)
            #expect(checkpoint.root.base64 == receipt["pointDeControle"]["racine"].text)
            // The record names the very file that was handed in.
            let file = try SampleFile.bytes("une-page.pdf")
            let digest = SHA256.hash(data: file).map { String(format: "%02x", $0) }.joined()
            #expect(receipt["fichier"]["sha256"].text == digest)
            #expect(receipt["journal"]["enregistrement"].text.contains(digest))
        }
    }

    @Test func `proves nothing of another record`() async throws {
        try await TestServer.run { server in
            let (pupil, path) = try await handedIn(server)
            let proof = try TlogProof(try await pupil.get(path)["preuve"].text.utf8)
            let verifier = try NoteVerifier(try await server.visitor().get("log/key").text.dropLast())
            var line = try #require(proof.extra)
            line[line.count / 2] ^= 1
            #expect(throws: ProofError.rootDiffers) { try proof.verify(leaf: MerkleTree.leaf(line), by: verifier) }
        }
    }

    @Test func `can be printed, and its proof be kept`() async throws {
        try await TestServer.run { server in
            let (pupil, path) = try await handedIn(server)
            let text = try await pupil.get("\(path)?format=texte")
            #expect(text.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(text.header("Content-Disposition") == #"attachment; filename="recepisse.txt""#)
            #expect(text.text.contains("Camille Lefort") && text.text.contains("(heure de Paris, UTC+"))
            #expect(text.text == (try await pupil.get(path))["texte"].text)
            let proof = try await pupil.get("\(path)?format=preuve")
            #expect(proof.header("Content-Disposition") == #"attachment; filename="recepisse.tlog-proof""#)
            #expect(proof.text.hasPrefix("c2sp.org/tlog-proof@v1\nextra "))
            let refused = try await pupil.get("\(path)?format=pdf")
            #expect(refused.status == 400 && refused.issues == ["format choice"])
        }
    }

    @Test func `is for the pupil alone`() async throws {
        try await TestServer.run { server in
            let (_, path) = try await handedIn(server)
            #expect(try await server.visitor().get(path).status == 401)
            #expect(try await server.register("autre@example.fr").get(path).status == 404)
            #expect(try await server.teacher("prof@example.fr").get(path).status == 404)
        }
    }

    @Test func `is asked for again later while the tree does not cover it`() async throws {
        try await TestServer.run { server in
            let (pupil, path) = try await handedIn(server)
            let epreuve = try await server.generate(pupil)
            let late = try await server.handIn(pupil, to: epreuve)
            #expect(try await pupil.get(path).status == 200)
            let answer = try await pupil.get("epreuves/\(epreuve)/copie/\(late)/recepisse")
            #expect(answer.status == 503 && answer.header("Retry-After") == "1")
        }
    }
}
