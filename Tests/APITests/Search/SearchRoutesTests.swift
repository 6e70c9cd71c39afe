import Events
import Foundation
import Testing

@testable import API

@Suite struct `rag/search` {
    @Test func `finds a sheet, accents and small mistakes aside, and marks the excerpt`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for query in ["problématique", "PROBLEMATIQUE", "probelmatique"] {
                let answer = try await pupil.post("rag/search", ["query": .string(query), "maxResults": 3])
                #expect(answer.status == 200 && answer["query"].text == query, "\(answer.text)")
                #expect(answer["mode"] == "lexical" && answer["citationsRequired"] == true)
                let results = answer["results"].items
                #expect((1...3).contains(results.count))
                #expect(
                    results.map { $0["score"].number ?? 0 } == results.compactMap { $0["score"].number }.sorted(by: >)
                )
                let first = results[0]
                for name in ["id", "title", "type", "level", "excerpt", "url", "source"] {
                    #expect(!first[name].text.isEmpty, "\(name)")
                }
                // The title alone may have brought the first one.
                let shown = try #require(results.first { !$0["highlights"].items.isEmpty })
                let marked = shown["highlights"][0]
                let units = Array(shown["excerpt"].text.utf16)
                let start = Int(try #require(marked["start"].number))
                let word = String(
                    decoding: units[start..<start + Int(try #require(marked["length"].number))], as: UTF16.self)
                #expect(word.lowercased().hasPrefix("problématique"), "\(word)")
            }
            #expect(
                try await pupil.post("rag/search", ["query": "probelmatique"])["respelled"]
                    == ["probelmatique": ["problemat"]])
        }
    }

    @Test func `that finds nothing asks for no citation (D-34)`() async throws {
        try await TestServer.run { server in
            let answer = try await server.pupil().post("rag/search", ["query": "???"])
            #expect(answer.status == 200 && answer["results"].items.isEmpty)
            #expect(answer["citationsRequired"] == false && answer["mode"] == "lexical")
        }
    }

    @Test func `gives five documents unless it is asked for others, one to ten`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            func count(_ maxResults: JSONValue) async throws -> Int {
                try await pupil.post("rag/search", ["query": "texte poème roman", "maxResults": maxResults])[
                    "results"
                ]
                .items.count
            }
            #expect(try await count(.null) == 5)
            #expect(try await count(1) == 1)
            #expect(try await count(10) == 10)
        }
    }

    struct Wrong: Sendable {
        let body: JSONValue
        let field: String
    }

    @Test(arguments: [
        Wrong(body: [:], field: "query"), Wrong(body: ["query": "  "], field: "query"),
        Wrong(body: ["query": 3], field: "query"), Wrong(body: ["query": "a\u{0}"], field: "query"),
        Wrong(body: ["query": .string(String(repeating: "a", count: 1_001))], field: "query"),
        Wrong(body: ["query": "a", "maxResults": 0], field: "maxResults"),
        Wrong(body: ["query": "a", "maxResults": 11], field: "maxResults"),
        Wrong(body: ["query": "a", "maxResults": 2.5], field: "maxResults"),
        Wrong(body: ["query": "a", "maxResults": "3"], field: "maxResults"),
    ])
    func `names the field that is wrong`(_ wrong: Wrong) async throws {
        try await TestServer.run { server in
            let answer = try await server.pupil().post("rag/search", wrong.body)
            #expect(answer.status == 400 && answer["errors"][0]["field"].text == wrong.field, "\(answer.text)")
        }
    }

    @Test func `is for everybody who is logged in, with a token`() async throws {
        try await TestServer.run { server in
            let query: JSONValue = ["query": "ironie"]
            #expect(try await server.visitor().post("rag/search", query).status == 401)
            let pupil = try await server.pupil()
            #expect(try await pupil.post("rag/search", query, headers: [Browser.csrfHeader: ""]).status == 403)
            for browser in [pupil, try await server.teacher(), try await server.appointed(.auditeur, "a@lycee.fr")] {
                #expect(try await browser.post("rag/search", query).status == 200)
            }
        }
    }

    @Test func `is a sealed fact in the person's timeline`() async throws {
        let folder = try ServerFolder()
        try await folder.serve { server in
            let pupil = try await server.pupil()
            _ = try await pupil.post("rag/search", ["query": "l'ironie du conte", "maxResults": 2])
            let entry = try await pupil.get("memory/timeline")["timeline"][0]
            #expect(entry["type"] == "resource" && entry["feature"] == "rag_search" && entry["source"] == "server")
            #expect(entry["path"] == "/bibliotheque")
            #expect(entry["payload"] == ["query": "l'ironie du conte", "resultCount": 2, "mode": "lexical"])
        }
        #expect(!(try folder.logText()).contains("ironie du conte"))
    }

    @Test func `goes on when the log cannot be written`() async throws {
        let files = RefusingFiles()
        try await TestServer.run(files: files) { server in
            let pupil = try await server.pupil()
            let head = server.head
            files.refuse()
            let answer = try await pupil.post("rag/search", ["query": "ironie"])
            #expect(answer.status == 200 && !answer["results"].items.isEmpty, "\(answer.text)")
            #expect(server.head == head)
        }
    }

    @Test func `finds again after its index was damaged on the disk`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            _ = try await pupil.post("rag/search", ["query": "ironie"])
            let folder = server.folder.dataPath + "/search"
            let name = try #require(
                try FileManager.default.contentsOfDirectory(atPath: folder).first { $0.hasPrefix("index-") })
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder + "/" + name))
            let size = Int(try file.seekToEnd())
            try file.seek(toOffset: 0)
            try file.write(contentsOf: Data(repeating: 0x5A, count: size))
            try file.close()
            _ = try await pupil.post("rag/search", ["query": "alexandrin"])
            let again = try await pupil.post("rag/search", ["query": "césure"])
            #expect(again.status == 200 && !again["results"].items.isEmpty, "\(again.text)")
        }
    }

    @Test func `opens the same index after a restart`() async throws {
        let folder = try ServerFolder()
        func made() throws -> [Date] {
            let path = folder.dataPath + "/search"
            return try FileManager.default.contentsOfDirectory(atPath: path).sorted().compactMap { name in
                try FileManager.default.attributesOfItem(atPath: path + "/" + name)[.modificationDate] as? Date
            }
        }
        try await folder.serve { _ = try await $0.pupil().post("rag/search", ["query": "ironie"]) }
        let first = try made()
        try await folder.serve { server in
            let pupil = try await server.login("lea@lycee.fr")
            #expect(try await pupil.post("rag/search", ["query": "ironie"]).status == 200)
        }
        #expect(try made() == first && first.count == 1)
    }

    @Test func `is what health says it is`() async throws {
        try await TestServer.run { server in
            #expect(server.search.condition(in: server.models) == .degraded)
            _ = try await server.search.index()
            #expect(server.search.condition(in: server.models) == .ok)
            #expect(try await server.visitor().get("health")["checks"]["search"] == "ok")
        }
        try await TestServer.run { server in
            try Data().write(to: URL(fileURLWithPath: server.folder.dataPath + "/search"))
            let answer = try await server.pupil().post("rag/search", ["query": "ironie"])
            #expect(answer.status == 503 && answer["code"] == "recherche-indisponible")
            #expect(answer.header("Retry-After") == "5")
            let health = try await server.visitor().get("health")
            #expect(health["checks"]["search"] == "down" && health["status"] == "degraded")
            #expect(!health.text.contains(server.folder.path))
        }
    }
}

@Suite struct `The library` {
    @Test func `lists every document, page after page, by type`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            var ids: [String] = []
            var after: String? = ""
            while let from = after {
                let page = try await pupil.get("rag/documents?limit=50&after=\(from)")
                #expect(page.status == 200)
                ids += page["documents"].items.map { $0["id"].text }
                after = page["next"] == .null ? nil : page["next"].text
            }
            #expect(ids.count >= 80 && ids == ids.sorted() && Set(ids).count == ids.count)
            let sheets = try await pupil.get("rag/documents?type=fiche_methode&limit=200")
            #expect(sheets["documents"].items.allSatisfy { $0["type"] == "fiche_methode" })
            #expect(sheets["types"]["fiche_methode"].number == Double(sheets["documents"].items.count))
            #expect(try await pupil.get("rag/documents?limit=0").status == 400)
            #expect(try await server.visitor().get("rag/documents").status == 401)
        }
    }

    @Test func `shows a document whole`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let document = try await pupil.get("rag/documents/fiche-commentaire-1")
            #expect(
                document.status == 200 && document["content"].text.contains("##") && document["truncated"] == false)
            #expect(try await pupil.get("rag/documents/aucun").status == 404)
        }
    }
}
