import Events
import Foundation
import Projections
import Search
import TestSupport
import Testing

@testable import API

@Suite struct `A school's own texts` {
    private func add(_ server: TestServer, _ texts: (name: String, text: String)...) async throws -> ControlImport {
        let documents = texts.map { ControlDocument(name: $0.name, title: "Titre de \($0.name)", text: $0.text) }
        let answer = try await server.control.carryOut(.addDocuments(documents), by: "root", trace: server.trace)
        return try #require(answer.imported)
    }

    private func found(_ query: String, _ server: TestServer, _ browser: Browser) async throws -> [String] {
        _ = try await server.search.keeper.refresh(to: server.models.corpus)
        return try await browser.post("rag/search", ["query": .string(query)])["results"].items.map { $0["id"].text }
    }

    @Test func `are found, and shown as the school's`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            #expect(!(try await found("brouillamini", server, pupil).contains("notre-texte")))
            #expect(try await add(server, ("notre-texte", "Quel brouillamini que cette affaire.")).added == 1)
            #expect(try await found("brouillamini", server, pupil) == ["notre-texte"])
            let document = try await pupil.get("rag/documents/notre-texte")
            #expect(document["type"] == "texte_etablissement" && document["source"] == "ETABLISSEMENT")
            #expect(document["content"] == "Quel brouillamini que cette affaire.")
            #expect(document["url"] == "/bibliotheque/notre-texte")
        }
    }

    @Test func `are read page by page, line by line, and opened at what was found`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let verses = (1...1_500).map { "Vers numéro \($0), où rien n’arrive,\nqu’un rejet." }
            let poem = (verses[..<1_200] + ["Quel brouillamini\nque cette affaire !"] + verses[1_200...])
                .joined(separator: "\n\n")
            _ = try await add(server, ("long-poeme", poem))
            #expect(try await found("brouillamini", server, pupil) == ["long-poeme"])
            let results = try await pupil.page("/bibliotheque?q=brouillamini").text
            let link = try #require(
                results.firstMatch(of: /href="(\/bibliotheque\/long-poeme\?lignes=[0-9]+-[0-9]+)#passage"/))
            let opened = try await pupil.page(String(link.output.1))
            #expect(opened.status == 200 && opened.bytes.count < 60_000)
            #expect(opened.text.contains("Quel brouillamini\nque cette affaire !"))
            #expect(opened.text.matches(of: /id="passage"/).count == 1)
            let first = try await pupil.page("/bibliotheque/long-poeme")
            #expect(first.text.contains("Vers numéro 1, où") && !first.text.contains("brouillamini"))
            #expect(first.text.contains("href=\"/bibliotheque/long-poeme?page=2\""))
            let last = try await pupil.page("/bibliotheque/long-poeme?page=9999").text
            #expect(last.contains("Vers numéro 1500,") && !last.contains("Page suivante"))
            let odd = try await pupil.page("/bibliotheque/long-poeme?page=x&lignes=9-2").text
            #expect(odd.contains("Vers numéro 1, où") && !odd.contains("id=\"passage\""))
        }
    }

    @Test func `are added once, replaced by others, and removed`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            _ = try await add(server, ("a", "Un brouillamini."), ("b", "Une billevesée."))
            let head = server.head
            let again = try await add(server, ("a", "Un brouillamini."), ("b", "Une billevesée."))
            #expect(again.unchanged == 2 && again.added == 0 && server.head == head)
            let other = try await add(server, ("a", "Une calembredaine."))
            #expect(other.replaced == 1)
            #expect(!(try await found("brouillamini", server, pupil).contains("a")))
            #expect(try await found("calembredaine", server, pupil) == ["a"])
            let list = try await server.control.carryOut(.listDocuments, by: "root", trace: server.trace)
            #expect(list.documents?.map(\.name) == ["a", "b"] && list.documents?.map(\.version) == [2, 1])
            #expect(list.documents?.first?.title == "Titre de a")
            _ = try await server.control.carryOut(.removeDocument(name: "a"), by: "root", trace: server.trace)
            #expect(!(try await found("calembredaine", server, pupil).contains("a")))
            await #expect(throws: WriterError.self) {
                try await server.control.carryOut(.removeDocument(name: "a"), by: "root", trace: server.trace)
            }
        }
    }

    @Test func `come back after a restart, from the log alone`() async throws {
        let folder = try ServerFolder()
        try await folder.serve { server in
            let pupil = try await server.pupil()
            _ = try await add(server, ("a", String(repeating: "Un brouillamini é.\n", count: 9_000)))
            #expect(server.models.corpus["a"]?.parts == 8)
            #expect(try await found("brouillamini", server, pupil) == ["a"])
        }
        try FileManager.default.removeItem(atPath: folder.dataPath + "/search")
        try await folder.serve { server in
            let pupil = try await server.login("lea@lycee.fr")
            #expect(try await found("brouillamini", server, pupil) == ["a"])
            let document = try await pupil.get("rag/documents/a")
            #expect(document["truncated"] == true && document["content"].text.count == 100_000)
        }
    }

    /// Whatever the text, its records hold it all, and none is too long.
    @Test(arguments: 0..<12) func `are the same when they are read again`(seed: UInt64) async throws {
        try await TestServer.run { server in
            var generator = SeededGenerator(seed: seed)
            let pieces = ["\"\\\"", "\n", "é", "\u{2028}", "😀", "mot ", "\t", "x", "e\u{301}"]
            let text = "mot" + (0..<60_000).map { _ in pieces[generator.below(pieces.count)] }.joined()
            _ = try await add(server, ("t", text))
            let stored = try #require(server.models.corpus["t"])
            let read = try SchoolTexts(log: server.state.log).document(stored)
            let isTheSame = read?.body == text
            #expect(isTheSame && stored.bytes == text.utf8.count)
        }
    }

    @Test func `of the worst kind fit in their records`() {
        for character in ["\"", "\u{2028}", "\\", "é"] {
            let text = String(repeating: character, count: 100_000)
            let parts = SchoolText.parts(of: text)
            #expect(parts.joined() == text)
            #expect(parts.allSatisfy { $0.utf8.count <= SchoolText.partBytesMax })
        }
    }

    @Test func `that break a rule are refused, and nothing is added`() async throws {
        try await TestServer.run { server in
            let head = server.head
            for document in [
                ControlDocument(name: "a b", title: "T", text: "x"), ControlDocument(name: "a", title: "", text: "x"),
                ControlDocument(name: "a", title: "T", text: " \u{0} "),
            ] {
                let good = ControlDocument(name: "bon", title: "Bon", text: "Un texte")
                await #expect(throws: Problem.self) {
                    try await server.control.carryOut(
                        .addDocuments([good, document]), by: "root", trace: server.trace)
                }
            }
            let large = ControlDocument(
                name: "a", title: "T", text: String(repeating: "a", count: ControlImport.bytesMax + 1))
            await #expect(throws: Problem.self) {
                try await server.control.carryOut(.addDocuments([large]), by: "root", trace: server.trace)
            }
            #expect(server.head == head)
        }
    }
}
