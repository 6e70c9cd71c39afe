import Events
import Projections
import Testing

@testable import API

@Suite struct `The file of a copie` {
    @Test(arguments: ["page.png", "page.jpg", "une-page.pdf"])
    func `comes back as it was handed in, to its pupil and the class's teacher`(_ name: String) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            try await server.makeClass(of: teacher, pupils: [pupil])
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve, name)
            let paths = [
                (pupil, "epreuves/\(epreuve)/copie/\(copie)/fichier"),
                (teacher, "enseignant/copies/\(copie)/fichier"),
            ]
            for (browser, path) in paths {
                let head = server.head
                let answer = try await browser.get(path)
                #expect(answer.status == 200)
                let isSame = try answer.bytes == SampleFile.bytes(name)
                #expect(isSame)
                #expect(answer.header("Content-Type") == SampleFile.type(name))
                #expect(answer.header("Cache-Control") == "private, no-store")
                let suffix = name.split(separator: ".").last ?? ""
                #expect(
                    answer.header("Content-Disposition") == "attachment; filename=\"copie-\(copie).\(suffix)\"")
                #expect(server.head == head, "reading writes nothing")
            }
        }
    }

    @Test func `is shown to nobody else`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.pupil("max@lycee.fr")
            let stranger = try await server.teacher()
            let admin = try await server.appointed(.admin, "admin@lycee.fr")
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            let own = "epreuves/\(epreuve)/copie/\(copie)/fichier"
            let ofClass = "enseignant/copies/\(copie)/fichier"
            for (browser, path) in [(other, own), (stranger, own), (stranger, ofClass), (admin, ofClass)] {
                let answer = try await browser.get(path)
                #expect(answer.status == 404 && answer.error == "Copie introuvable.")
            }
            #expect(try await pupil.get(ofClass).status == 403)
            #expect(try await pupil.get("epreuves/\(epreuve)/copie/x/fichier").status == 404)
        }
    }

    @Test func `is a fault of ours when the blob is gone`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let copie = try await server.handIn(pupil, to: epreuve)
            let id = try #require(CopieID(copie))
            let blob = try #require(server.models.copies[id].flatMap { BlobAddress($0.blob) })
            try await server.audit.texts.blobs.remove(blob)
            #expect(try await pupil.get("epreuves/\(epreuve)/copie/\(copie)/fichier").status == 500)
        }
    }
}
