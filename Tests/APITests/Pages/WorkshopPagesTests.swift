import Events
import HTTPTypes
import Projections
import Testing

@testable import API

@Suite struct `The workshop without scripts` {
    private func upload(
        _ browser: Browser, _ subject: String, csrf: String?, key: String = "cle-1", file: Bool = true
    ) async throws -> Answer {
        var form = FormBody()
        if let csrf { form.add("csrf", Array(csrf.utf8)) }
        form.add("cle", Array(key.utf8))
        form.add(
            "file", file ? try SampleFile.bytes("page.png") : [], filename: file ? "page.png" : "",
            type: file ? "image/png" : "application/octet-stream")
        return try await browser.send(
            .post, subject, body: form.ended, type: FormBody.type, headers: [Browser.csrfHeader: ""])
    }

    @Test func `gives one subject however often the form is sent`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let fields = [("type", "commentaire"), ("cle", "une-cle")]
            let first = try await pupil.form("/atelier-ecrit", fields)
            #expect(first.status == 303)
            #expect(try await pupil.form("/atelier-ecrit", fields).location == first.location)
            #expect(try await pupil.get("epreuves")["epreuves"].items.count == 1)
            let page = try await pupil.page(try #require(first.location))
            #expect(page.status == 200 && page.text.contains("Déposer votre copie"))
        }
    }

    @Test func `takes one copie however often the form is sent`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let subject = "/atelier-ecrit/sujet/\(try await server.generate(pupil))"
            let csrf = pupil.cookies["eaf_csrf"]
            let first = try await upload(pupil, subject, csrf: csrf)
            #expect(first.status == 303 && first.location?.hasSuffix("?fait=depot") == true)
            #expect(try await upload(pupil, subject, csrf: csrf).location == first.location)
            #expect(try await pupil.get("copies")["copies"].items.count == 1)
            #expect(try await upload(pupil, subject, csrf: csrf, key: "cle-2").location != first.location)
        }
    }

    @Test func `stores nothing without the session's token, or without a file`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let subject = "/atelier-ecrit/sujet/\(try await server.generate(pupil))"
            let head = server.head
            for csrf in [nil, "", "faux"] as [String?] {
                let answer = try await upload(pupil, subject, csrf: csrf)
                #expect(answer.status == 403 && answer.isPage)
            }
            let empty = try await upload(pupil, subject, csrf: pupil.cookies["eaf_csrf"], file: false)
            #expect(empty.status == 400 && empty.text.contains("Fichier manquant."))
            #expect(server.head == head)
            #expect(server.models.copies.count == 0)
        }
    }

    @Test func `shows a copie from waiting to its correction, to its pupil alone`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let other = try await server.pupil("tom@lycee.fr", name: "Tom")
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            let path = "/atelier-ecrit/correction/\(copie)"
            let waiting = try await pupil.page(path)
            #expect(
                waiting.text.contains("data-suivi=\"\(path)/suivi\"")
                    && waiting.text.contains("http-equiv=\"refresh\""))
            try await server.correct(copie, note: 12.5, text: "Je vois <b>le poète</b> qui chante.")
            let page = try await pupil.page(path)
            #expect(page.text.contains("<strong>12,5</strong>") && page.text.contains("Un bon début."))
            #expect(page.text.contains("&lt;b&gt;<mark class=\"remarque\" id=\"passage-1\">le poète<sup>"))
            #expect(!page.text.contains("data-suivi"))
            #expect(page.text.contains("recepisse?format=preuve"))
            for one in [other, try await server.teacher()] { #expect(try await one.page(path).status == 404) }
        }
    }

    @Test func `says why a correction failed, and asks again`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let copie = try await server.handIn(pupil, to: try await server.generate(pupil))
            try await server.fail(
                copie, by: try await server.claim(copie), retryable: false, reason: "Page <illisible>.")
            let path = "/atelier-ecrit/correction/\(copie)"
            #expect(try await pupil.page(path).text.contains("Page &lt;illisible&gt;."))
            #expect(try await pupil.form(path, []).location == "\(path)?fait=correction")
            let again = try await pupil.form(path, [])
            #expect(again.status == 409 && again.text.contains("est déjà en cours."))
        }
    }
}
