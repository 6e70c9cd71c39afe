import Crypto
import Events
import Foundation
import Projections
import Testing

@testable import API

@Suite struct `Handing in a copie` {
    @Test(arguments: ["page.png", "page.jpg", "page.webp", "une-page.pdf"])
    func `of each type is accepted and waits for its correction`(name: String) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let answer = try await server.upload(pupil, to: epreuve, name)
            #expect(answer.status == 202)
            #expect(answer.json.names == ["copieId", "newBadges", "status"])
            #expect(answer["status"] == "pending")
            #expect(answer["newBadges"] == ["Première copie déposée 📝"])
            let content = try SampleFile.bytes(name)
            let copie = try await pupil.get("epreuves/\(epreuve)/copie/\(answer["copieId"].text)")
            #expect(copie.status == 200)
            #expect(
                copie.json.names == [
                    "attempts", "comments", "copieId", "correctedAt", "correction", "corrections", "createdAt",
                    "epreuveId", "failureReason", "file", "nextAttemptAt", "note", "noteEnseignant", "ocrText",
                    "pauseReason",
                    "resumesAt", "status",
                ])
            let unknown = [
                "correction", "correctedAt", "ocrText", "nextAttemptAt", "failureReason", "note", "noteEnseignant",
                "pauseReason", "resumesAt",
            ]
            for name in unknown {
                #expect(copie[name] == .null)
            }
            #expect(copie["attempts"] == 0)
            #expect(copie["file"]["type"] == .string(SampleFile.type(name)))
            #expect(copie["file"]["bytes"] == .number(Double(content.count)))
            #expect(copie["file"]["pages"] == (name.hasSuffix("pdf") ? 1 : .null))
            #expect(
                copie["file"]["sha256"].text
                    == SHA256.hash(data: content).map { String(format: "%02x", $0) }.joined())
        }
    }

    @Test func `the badge comes with the first one only`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            _ = try await server.handIn(pupil, to: epreuve)
            let second = try await server.upload(pupil, to: epreuve)
            #expect(second["newBadges"] == [])
            #expect(try await pupil.get("student/profile")["badges"] == ["Première copie déposée 📝"])
            #expect(try await pupil.get("epreuves/\(epreuve)/copies")["copies"].items.count == 2)
        }
    }

    @Test func `the file on disk is sealed, named by its digest, and nowhere in clear`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            _ = try await server.handIn(pupil, to: epreuve, "une-page.pdf")
            let blobs = server.folder.blobs()
            #expect(blobs.count == 1)
            let path = try #require(blobs.first)
            let sealed = [UInt8](
                try Data(contentsOf: URL(filePath: "\(server.folder.dataPath)/uploads/copies/\(path)")))
            let digest = SHA256.hash(data: sealed).map { String(format: "%02x", $0) }.joined()
            #expect(path == "\(digest.prefix(2))/\(digest)")
            #expect(Data(sealed).range(of: Data("%PDF-".utf8)) == nil)
            #expect(Data(sealed).range(of: Data(try SampleFile.bytes("une-page.pdf").suffix(64))) == nil)
            #expect(try server.folder.logText().contains(digest))
        }
    }

    @Test func `the same file of two pupils lies there twice, under two keys`() async throws {
        try await TestServer.run { server in
            for email in ["a@lycee.fr", "b@lycee.fr"] {
                let pupil = try await server.pupil(email)
                _ = try await server.handIn(pupil, to: try await server.generate(pupil))
            }
            #expect(server.folder.blobs().count == 2)
        }
    }

    @Test func `other fields of the form are passed over, and the name is no path`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            var form = FormBody()
            form.add("commentaire", Array("bonjour".utf8))
            form.add("autre", Array("%PDF-1.4".utf8), filename: "autre.pdf", type: "application/pdf")
            form.add("file", try SampleFile.bytes("page.png"), filename: "../../../etc/passwd", type: "image/png")
            let answer = try await pupil.upload(to: epreuve, form.ended)
            #expect(answer.status == 202)
            #expect(server.folder.blobs().count == 1)
        }
    }

    @Test func `five an hour, then wait`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            for _ in 0..<5 { _ = try await server.handIn(pupil, to: epreuve) }
            let refused = try await server.upload(pupil, to: epreuve)
            #expect(refused.status == 429)
            #expect(refused.error == "Trop de soumissions. Réessayez dans 1 heure.")
            #expect(refused.header("Retry-After") == "720")
            #expect(server.folder.blobs().count == 5)
            server.clock.advance(seconds: 720)
            _ = try await server.handIn(pupil, to: epreuve)
            #expect(try await server.upload(pupil, to: epreuve).status == 429)
        }
    }

    @Test func `a copie of one's own only: another's, or under another épreuve, does not exist`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.pupil("max@lycee.fr")
            let epreuve = try await server.generate(pupil)
            let second = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            let paths = [
                (other, "epreuves/\(epreuve)/copie/\(copie)"), (pupil, "epreuves/\(second)/copie/\(copie)"),
                (pupil, "epreuves/\(epreuve)/copie/\(CopieID.random())"), (pupil, "epreuves/x/copie/y"),
            ]
            for (browser, path) in paths {
                let answer = try await browser.get(path)
                #expect(answer.status == 404)
                #expect(answer.error == "Copie introuvable.")
            }
            #expect(try await other.get("copies")["copies"] == [])
        }
    }

    @Test func `the list comes newest first, in pages`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            var made: [String] = []
            for _ in 0..<3 { made.append(try await server.handIn(pupil, to: epreuve)) }
            let first = try await pupil.get("copies?limit=2")
            #expect(first["copies"].items.map { $0["copieId"].text } == [made[2], made[1]])
            let second = try await pupil.get("copies?limit=2&before=\(first["next"].text)")
            #expect(second["copies"].items.map { $0["copieId"].text } == [made[0]])
            #expect(second["next"] == .null)
            let row = second["copies"][0]
            #expect(row["status"] == "pending")
            #expect(row["epreuveId"].text == epreuve)
        }
    }
}
