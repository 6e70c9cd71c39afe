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

    @Test func `reaches every subject, also from its copie`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            var subjects: [String] = []
            for _ in 0..<11 { subjects.append(try await server.generate(pupil)) }
            let page = try await pupil.page("/atelier-ecrit").text
            #expect(
                subjects.map { page.contains("/sujet/\($0)") } == [false, false, false]
                    + Array(repeating: true, count: 8))
            let older = try #require(page.firstMatch(of: /href="([^"]+)#sujets">Sujets plus anciens/)).1
            let rest = try await pupil.page(String(older)).text
            #expect(
                subjects.map { rest.contains("/sujet/\($0)") } == [true, true, true]
                    + Array(repeating: false, count: 8))
            #expect(!rest.contains("Sujets plus anciens"))
            let copie = try await server.handIn(pupil, to: subjects[0])
            let link = "<a href=\"/atelier-ecrit/sujet/\(subjects[0])\">Relire le sujet</a>"
            #expect(try await pupil.page("/atelier-ecrit/correction/\(copie)").text.contains(link))
        }
    }

    @Test func `says what is wrong where no field can`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let subject = try await pupil.form("/atelier-ecrit", [("cle", "une-cle")])
            #expect(subject.status == 400 && subject.text.contains("Exercice : Champ obligatoire."))
            let search = try await pupil.page("/bibliotheque?q=%20")
            #expect(search.status == 400 && search.text.contains("Recherche : De "))
            for page in [subject, search] { #expect(!page.text.contains("voyez les champs signalés")) }
        }
    }

    @Test func `takes several photos as one copie, and says which one it cannot take`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let subject = "/atelier-ecrit/sujet/\(try await server.generate(pupil))"
            func send(_ names: [String], key: String) async throws -> Answer {
                var form = FormBody()
                form.add("csrf", Array((pupil.cookies["eaf_csrf"] ?? "").utf8))
                form.add("cle", Array(key.utf8))
                for name in names {
                    form.add("file", try SampleFile.bytes(name), filename: name, type: SampleFile.type(name))
                }
                return try await pupil.send(
                    .post, subject, body: form.ended, type: FormBody.type, headers: [Browser.csrfHeader: ""])
            }
            #expect(try await send(["page.jpg", "page.png"], key: "cle-1").status == 303)
            let refused = try await send(["page.jpg", "page.webp"], key: "cle-2")
            #expect(refused.status == 400 && refused.text.contains("Feuille 2 : une image WebP"))
            #expect(try await pupil.get("copies")["copies"].items.count == 1)
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
