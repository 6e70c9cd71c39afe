import Events
import Foundation
import TestSupport
import Testing

@testable import API

@Suite struct `Several photos` {
    @Test func `become one copie, a PDF of so many pages, the same however often it is sent`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let form = try FormBody.files(["page.jpg", "page.png", "page.jpg"])
            let answer = try await pupil.upload(to: epreuve, form, headers: ["Idempotency-Key": "trois-feuilles"])
            try #require(answer.status == 202, "\(answer.text)")
            let again = try await pupil.upload(to: epreuve, form, headers: ["Idempotency-Key": "trois-feuilles"])
            #expect(again.text == answer.text)
            let path = "epreuves/\(epreuve)/copie/\(answer["copieId"].text)"
            let file = try await pupil.get(path)["file"]
            #expect(file["type"] == "application/pdf" && file["pages"] == 3)
            #expect(server.folder.blobs().count == 1, "the photos by themselves are not kept")
            let other = try FormBody.files(["page.jpg", "page.jpg", "page.png"])
            let turned = try await pupil.upload(to: epreuve, other, headers: ["Idempotency-Key": "trois-feuilles"])
            #expect(turned.status == 422, "another order is another copie")
        }
    }

    @Test func `are read sheet after sheet, in their order`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let answer = try await pupil.upload(to: epreuve, try FormBody.files(["page.png", "page.jpg"]))
            let pdf = try await pupil.get("epreuves/\(epreuve)/copie/\(answer["copieId"].text)/fichier")
            let folder = try TemporaryFolder()
            try Data(pdf.bytes).write(to: URL(filePath: "\(folder.path)/copie.pdf"))
            let reader = ToolCopieReader(limits: ReadingLimits(), temporaryRoot: folder.path)
            let reading = try await reader.read("\(folder.path)/copie.pdf", type: .pdf)
            #expect(reading.pages == 2 && reading.method == .ocr)
            let alone = try await reader.read(ReadingFixtures.copie("page.png"), type: .png)
            let words = { (text: String) in Set(text.split { !$0.isLetter }.filter { $0.count > 4 }) }
            #expect(words(reading.text).intersection(words(alone.text)).count > words(alone.text).count / 2)
        }
    }

    @Test func `leave nothing behind when one of them cannot be taken`() async throws {
        let cases: [([String], String)] = [
            (["page.jpg", "une-page.pdf"], "sheets"), (["page.png", "page.webp"], "form"),
            (Array(repeating: "page.png", count: FileIntake.sheetsMax + 1), "count"),
        ]
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            for (names, rule) in cases {
                let answer = try await pupil.upload(to: epreuve, try FormBody.files(names))
                #expect(answer.status == 400 && answer.issues == ["file \(rule)"], "\(answer.text)")
            }
            let damaged = try await pupil.upload(to: epreuve, try FormBody.files(["page.png", "bombe.png"]))
            #expect(damaged.status == 422)
            #expect(server.folder.blobs() == [])
            let left = try FileManager.default.contentsOfDirectory(atPath: server.folder.dataPath + "/tmp")
            #expect(left == [])
        }
    }
}
