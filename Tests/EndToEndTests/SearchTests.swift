import Foundation
import Testing

@Suite struct `The library, with the real program` {
    private static let tale = "Il y avait en Westphalie un château. Le baron y trouvait son brouillamini fort beau."

    private func ids(_ query: String, _ client: Client) async throws -> [String] {
        var answer = try await client.send("POST", "rag/search", ["query": query, "maxResults": 10])
        // While the first index is made, and when somebody asked too often: a little later.
        for _ in 0..<40 where answer.status != 200 {
            try #require(answer.status == 503 || answer.status == 429, "\(answer.text)")
            try await Task.sleep(for: .seconds(2))
            answer = try await client.send("POST", "rag/search", ["query": query, "maxResults": 10])
        }
        try #require(answer.status == 200, "\(answer.text)")
        return (answer.object["results"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
    }

    /// Waits until a question has these answers.
    private func come(_ query: String, _ expected: [String], _ client: Client) async throws {
        try await eventually("\(query) gives \(expected)", withinSeconds: 120) {
            let found = try await ids(query, client) == expected
            if !found { try await Task.sleep(for: .seconds(1)) }
            return found
        }
    }

    private func write(_ place: Place, _ name: String, _ bytes: Data) throws {
        let url = URL(fileURLWithPath: place.path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: url)
    }

    @Test func `takes a school's texts beside the server and without it, and searches them from the log alone`()
        async throws
    {
        let place = try Place()
        let server = try await RunningServer(place)
        let pupil = try await server.registered("eleve@essai.example")
        #expect(try await ids("problematique", pupil).contains("fiche-problematique-1"))
        try write(place, "textes/conte.txt", Data(Self.tale.utf8))
        let planned = try await Binary.run("corpus", "import", place.path + "/textes", "--dry-run", at: place)
        #expect(planned.status == 0 && planned.output.contains("1 à ajouter"), "\(planned.errors)")
        #expect(try await Binary.run("corpus", "list", at: place).output == "aucun texte\n")

        let beside = try await Binary.run("corpus", "import", place.path + "/textes", "--json", at: place)
        #expect(beside.status == 0 && beside.output.contains(#""added":1"#), "\(beside.errors)")
        try await come("brouillamini", ["conte"], pupil)
        let again = try await Binary.run("corpus", "import", place.path + "/textes", at: place)
        #expect(again.output == "0 ajoutés, 0 remplacés, 1 inchangés\n", "\(again.errors)")
        #expect(try await server.stop() == 0)

        let lines = #"{"id":"lettre","title":"Lettre","text":"Une billevesée de plus."}"# + "\n"
        try write(place, "lettres.jsonl", Data(lines.utf8))
        #expect(try await Binary.run("corpus", "import", place.path + "/lettres.jsonl", at: place).status == 0)
        try write(place, "q.tsv", Data("q1\tbrouillamini\nq2\tbillevesees\n".utf8))
        let run = try await Binary.run(
            "corpus", "search", "--queries", place.path + "/q.tsv", "--run", place.path + "/run", "--depth", "5",
            at: place)
        #expect(run.status == 0, "\(run.errors)")
        let found = try String(contentsOfFile: place.path + "/run", encoding: .utf8).split(separator: "\n")
        #expect(
            found.map { $0.split(separator: " ").prefix(4).joined(separator: " ") } == [
                "q1 Q0 conte 1", "q2 Q0 lettre 1",
            ])

        try FileManager.default.removeItem(atPath: place.data + "/search")
        let rebuilt = try await Binary.run("rebuild", "--json", at: place)
        #expect(rebuilt.status == 0 && rebuilt.output.contains(#""searchDocuments":"#), "\(rebuilt.errors)")
        #expect(try await Binary.run("corpus", "remove", "conte", at: place).status == 0)
        #expect(try await Binary.run("corpus", "remove", "conte", at: place).status == 65)
        let second = try await RunningServer(place)
        let reader = pupil.at(second.origin)
        try await come("billevesée", ["lettre"], reader)
        #expect(!(try await ids("brouillamini", reader).contains("conte")))
        #expect(try await second.stop() == 0)
        #expect(try await Binary.run("log", "verify", at: place).status == 0)
    }

    @Test func `refuses what is no text, by file, line and limit, and adds nothing`() async throws {
        let place = try Place()
        try write(place, "gros/gros.txt", Data(repeating: 0x61, count: 50_000_000))
        try write(place, "gros/bon.txt", Data(Self.tale.utf8))
        let large = try await Binary.run("corpus", "import", place.path + "/gros", at: place)
        #expect(
            large.status == 65
                && large.errors.contains("gros.txt : le fichier fait 48 Mio ; un fichier a au plus 32 Mio"))
        try write(place, "casse.jsonl", Data("{\"id\":\"a\",\"text\":\"b\"}\n{\"id\":\n".utf8))
        let broken = try await Binary.run("corpus", "import", place.path + "/casse.jsonl", at: place)
        #expect(broken.status == 65 && broken.errors.contains("casse.jsonl, ligne 2 : un objet JSON"))
        #expect(!FileManager.default.fileExists(atPath: place.segments))
        try write(place, "vieux.txt", Data([0x50, 0x72, 0xE9, 0x73, 0x65, 0x6E, 0x74]))
        let old = try await Binary.run("corpus", "import", place.path + "/vieux.txt", at: place)
        #expect(old.status == 0 && old.errors.contains("vieux.txt : lu comme du Latin-1"), "\(old.errors)")
        try write(place, "q.tsv", Data("q1 sans tabulation\n".utf8))
        let queries = try await Binary.run(
            "corpus", "search", "--queries", place.path + "/q.tsv", "--run", "-", at: place)
        #expect(queries.status == 65 && queries.errors.contains("ligne 1"))
    }
}
