import Events
import Foundation
import Testing

@testable import API

@Suite struct `Asking for an épreuve` {
    @Test(arguments: EpreuveType.allCases)
    func `each type comes with its text, instructions and a scheme of 20 points`(type: EpreuveType) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let answer = try await pupil.post("epreuves/generate", ["type": .string(type.rawValue)])
            #expect(answer.status == 200)
            for name in ["epreuveId", "sujet", "texte", "consignes", "bareme", "generatedAt"] {
                #expect(answer.json.names.contains(name))
            }
            #expect(answer["type"] == .string(type.rawValue))
            #expect(!answer["sujet"].text.isEmpty && !answer["consignes"].text.isEmpty)
            #expect(!answer["texte"].text.isEmpty)
            #expect(answer["generatedAt"] == "2026-01-20T11:00:00.000Z")
            let bareme = answer["bareme"]
            #expect(bareme.names.compactMap { bareme[$0].number }.reduce(0, +) == 20)
            let rubrics = answer["rubriques"].items
            #expect(rubrics.map { $0["titre"].text }.sorted() == bareme.names)
            for rubric in rubrics { #expect(bareme[rubric["titre"].text] == rubric["max"]) }
            let read = try await pupil.get("epreuves/\(answer["epreuveId"].text)")
            #expect(read.json == answer.json)
        }
    }

    @Test func `none comes twice before all were given, and then the one of longest ago`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let all = try SubjectBank.bundled().subjects.filter { $0.type == .dissertation }
            var given: [String] = []
            for _ in 0..<(all.count * 2) {
                let answer = try await pupil.post("epreuves/generate", ["type": "dissertation"])
                given.append(answer["sujet"].text)
            }
            #expect(Set(given.prefix(all.count)).count == all.count)
            #expect(given.prefix(all.count) == given.suffix(all.count))
        }
    }

    @Test func `a wish is understood without accents, case or the digraph`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            for subject in try SubjectBank.bundled().subjects {
                let plain = subject.auteur.folding(options: .diacriticInsensitive, locale: nil).uppercased()
                let answer = try await pupil.post(
                    "epreuves/generate",
                    ["type": .string(subject.type.rawValue), "oeuvre": .string(" \(plain) ")])
                #expect(answer.status == 200)
                #expect(answer["correspondAuSouhait"] == true, "\(plain)")
                #expect(answer["oeuvre"] == .string(plain))
            }
            let none = try await pupil.post("epreuves/generate", ["type": "commentaire", "oeuvre": "Zzyzx"])
            #expect(none.status == 200)
            #expect(none["correspondAuSouhait"] == false)
            #expect(!none["sujet"].text.isEmpty)
        }
    }

    @Test func `rules are named`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let head = server.head
            let cases: [(JSONValue, [String])] = [
                ([:], ["type required"]),
                (["type": "oral"], ["type choice"]),
                (["type": 1], ["type choice"]),
                (["type": "commentaire", "oeuvre": ""], ["oeuvre length"]),
                (
                    ["type": "commentaire", "theme": .string(String(repeating: "x", count: 201)), "oeuvre": []],
                    ["oeuvre string", "theme length"]
                ),
            ]
            for (body, issues) in cases {
                let answer = try await pupil.post("epreuves/generate", body)
                #expect(answer.status == 400)
                #expect(answer.issues == issues)
            }
            #expect(server.head == head)
        }
    }

    @Test func `pupils, teachers and admins may; parents and auditors may not`() async throws {
        try await TestServer.run { server in
            for role in [Role.enseignant, .admin] {
                let browser = try await server.appointed(role, "\(role.rawValue)@lycee.fr")
                _ = try await server.generate(browser)
            }
            for role in [Role.parent, .auditeur] {
                let browser = try await server.appointed(role, "\(role.rawValue)@lycee.fr")
                let answer = try await browser.post("epreuves/generate", ["type": "commentaire"])
                #expect(answer.status == 403)
                #expect(answer.error == "Accès refusé.")
            }
        }
    }

    @Test func `20 an hour are the most, and a repeat costs none`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            let key = ["Idempotency-Key": "cle-1"]
            for _ in 0..<5 {
                #expect(
                    try await pupil.post("epreuves/generate", ["type": "commentaire"], headers: key).status == 200)
            }
            for _ in 0..<19 { _ = try await server.generate(pupil) }
            let refused = try await pupil.post("epreuves/generate", ["type": "commentaire"])
            #expect(refused.status == 429)
            #expect(refused.error == "Trop de sujets demandés. Réessayez dans quelques minutes.")
            #expect(try await pupil.post("epreuves/generate", ["type": "commentaire"], headers: key).status == 200)
        }
    }
}
