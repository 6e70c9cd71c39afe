import Events
import Foundation
import Testing

@testable import API

@Suite struct `The predecessor's rows, mapped` {
    private typealias Rows = OldServiceRows

    private func map(_ store: OldStore) -> ImportMapping { ImportMapping(store, isDryRun: false) }

    private func refusals(_ mapping: ImportMapping) -> [String: [String]] {
        Dictionary(uniqueKeysWithValues: mapping.report.refusals.map { ($0.text, $0.which) })
    }

    @Test func `ids that are UUIDs stay, others become one that is always the same`() {
        let uuid = "0b6d0a3e-9a1c-4f6a-8a51-0e6f6f1d2c3b"
        let mapping = map(Rows.store(users: [Rows.user(uuid, "a@lycee.fr"), Rows.user("42", "b@lycee.fr")]))
        #expect(mapping.persons.map(\.id.description) == [uuid, PersonID.derived(from: "user/42").description])
        #expect(
            mapping.persons.map(\.created) == [Timestamp("2025-10-01T08:00:00Z"), Timestamp("2025-10-01T08:00:00Z")])
    }

    @Test func `of accounts with one address the oldest is taken, and nothing of the others`() {
        let mapping = map(
            Rows.store(
                users: [
                    Rows.user("jeune", "Lea@Lycee.fr ", created: "2025-11-01T08:00:00.000Z"),
                    Rows.user("ancienne", "lea@lycee.fr", created: "2025-10-01T08:00:00.000Z"),
                ], epreuves: [Rows.epreuve("e1", of: "jeune")]))
        #expect(mapping.persons.map(\.oldID) == ["ancienne"])
        #expect(refusals(mapping)["comptes : adresse d'un compte plus ancien, qui est repris"] == ["jeune"])
        #expect(refusals(mapping)["épreuves : le compte n'est pas repris"] == ["e1"])
    }

    @Test func `accounts that mean nothing, and the one whose password is public, are refused by name`() {
        let mapping = map(
            Rows.store(users: [
                Rows.user("u1", "pas une adresse"), Rows.user("u2", "b@lycee.fr", role: "directeur"),
                Rows.user("u3", "c@lycee.fr", role: "auditeur"), Rows.user("u4", "jean@eaf.local"),
                OldRow(["email": .string("d@lycee.fr")], place: "users[4]"),
            ]))
        #expect(mapping.persons.isEmpty && mapping.report[.accounts].refused == 5)
        #expect(refusals(mapping)["comptes : rôle absent ou inconnu"] == ["u2", "u3"])
        #expect(refusals(mapping)["comptes : sans identifiant"] == ["users[4]"])
    }

    @Test func `a profile is taken within its bounds, and what is left out is named`() throws {
        let mapping = map(
            Rows.store(
                users: [Rows.user("u1", "lea@lycee.fr")],
                profiles: [
                    OldRow(
                        [
                            "userId": .string("u1"), "displayName": .string("Léa"),
                            "eafDate": .string("2026-06-11T00:00:00.000Z"),
                            "establishment": .string(String(repeating: "x", count: 161)),
                            "badges": .array([.string("Note > 15 🏆")]), "xp": .number(12),
                            "onboardingCompleted": .boolean(true), "weakSkills": .array([.string("Plan")]),
                        ], place: "profiles u1")
                ]))
        let profile = try #require(mapping.persons.first).profile
        #expect(profile.displayName == "Léa" && profile.eafDate == "2026-06-11" && profile.establishment == nil)
        #expect(profile.onboardingCompleted == true && profile.weakSkills == ["Plan"])
        let named = mapping.report.adaptations.map(\.text).joined(separator: "\n")
        for name in ["badges", "xp", "establishment"] { #expect(named.contains("« \(name) »")) }
    }

    @Test func `a scheme that does not add up gives way to the official one, and is named`() throws {
        let own: JSONValue = .object(["Fond": .number(12), "Forme": .number(8)])
        let wrong: JSONValue = .object(["Fond": .number(12), "Forme": .number(9)])
        let mapping = map(
            Rows.store(epreuves: [
                Rows.epreuve("e1", of: "u1"), Rows.epreuve("e2", of: "u1", ["bareme": own]),
                Rows.epreuve("e3", of: "u1", ["bareme": wrong]), Rows.epreuve("e4", of: "u1", type: "oral"),
            ]))
        let epreuves = try #require(mapping.persons.first).epreuves
        #expect(epreuves[0].bareme == .official(for: .dissertation))
        #expect(epreuves[1].bareme.rubriques.map(\.titre) == ["Fond", "Forme"])
        #expect(epreuves[2].bareme == .official(for: .dissertation))
        #expect(mapping.report.adaptations.map(\.which) == [["e3"]])
        #expect(refusals(mapping)["épreuves : type inconnu"] == ["e4"])
    }

    @Test func `marks are never invented`() throws {
        let standIn: JSONValue = .object([
            "note": .number(0), "mention": .string("Non évalué"), "rubriques": .array([]),
        ])
        let mapping = map(
            Rows.store(
                epreuves: [Rows.epreuve("e1", of: "u1")],
                copies: [
                    Rows.copie("c1", "e1", of: "u1"), Rows.copie("c2", "e1", of: "u1", ["correction": standIn]),
                    Rows.copie("c3", "e1", of: "u1", ["correction": Rows.correction(note: 14)]),
                    Rows.copie("c4", "e1", of: "u1", ["ocrText": .string("[OCR indisponible : pas de clé]")]),
                    Rows.copie("c5", "e1", of: "u1", ["correction": .null, "status": .string("processing")]),
                    Rows.copie("c6", "e1", of: "u1", ["correction": .null, "status": .string("error")]),
                    Rows.copie("c7", "ailleurs", of: "u1"),
                ]))
        let copies = try #require(mapping.persons.first).copies
        #expect(copies.map(\.oldID) == ["c1", "c2", "c3", "c4", "c5", "c6"])
        guard case .corrected(let correction) = copies[0].outcome else { throw Unexpected() }
        #expect(correction.note == 13.5 && correction.mention == .assezBien && correction.rubriques.count == 4)
        let codes = copies.dropFirst().map { if case .notMarked(let code, _) = $0.outcome { code } else { "noté" } }
        #expect(
            codes == [
                "imported_not_assessed", "imported_invalid", "imported_unread", "imported_waiting",
                "imported_uncorrected",
            ])
        #expect(copies[3].text == nil && copies[4].text != nil)
        #expect(
            refusals(mapping)[
                "corrections : la note n'est pas la somme des rubriques ; la copie est reprise sans note"]
                == ["c3"])
    }

    private struct Unexpected: Error {}

    @Test(arguments: [
        ("note", JSONValue.string("bien")), ("rubriques", .array([.object(["titre": .string("Seule")])])),
        ("conseil_final", .string(" ")), ("bilan", .null),
    ])
    func `a correction with a fault is refused`(_ name: String, _ value: JSONValue) {
        #expect(throws: ImportedCorrection.Refusal.self) { try ImportedCorrection(Rows.correction([name: value])) }
    }

    @Test func `a correction that lies as text in its column is read, and long texts are cut`() throws {
        let long = Rows.correction(["corrige_type": .string(String(repeating: "a", count: 5_000))])
        let json = String(decoding: try CanonicalJSON.encode(long), as: UTF8.self)
        let read = try ImportedCorrection(.string(json))
        #expect(read.isShortened && read.correction.corrigeType.count == 2_000)
        #expect(read.correction.corrigeType.hasSuffix(" […]"))
    }

    @Test func `the timeline and evaluations are telemetry with their own times`() throws {
        let mapping = map(
            Rows.store(
                evaluations: [
                    OldRow(
                        [
                            "id": .string("v1"), "userId": .string("u1"), "score": .number(19), "max": .number(20),
                            "skill": .string("langue"), "createdAt": .number(1_760_000_000_000),
                        ], place: "evaluations[0]")
                ],
                events: [
                    OldRow(
                        [
                            "id": .string("m1"), "userId": .string("u1"), "type": .string("auth"),
                            "feature": .string("register"),
                            "payload": .object(["email": .string("lea@lycee.fr"), "n": .number(1)]),
                            "createdAt": .string("2025-10-01 08:00:01.25"),
                        ], place: "events[0]"),
                    OldRow(
                        ["userId": .string("u1"), "type": .string("compliance_log"), "feature": .string("x")],
                        place: "events[1]"),
                    OldRow(["userId": .string("fantôme"), "type": .string("quiz")], place: "events[2]"),
                ]))
        let telemetry = try #require(mapping.persons.first).telemetry
        #expect(telemetry.map(\.kind) == [.auth, .evaluation])
        #expect(telemetry[0].payload?.value == ["n": .number(1)])
        #expect(telemetry[0].occurredAt == Timestamp("2025-10-01T08:00:01.250Z"))
        #expect(telemetry[1].occurredAt == Timestamp("2025-10-09T08:53:20Z"))
        #expect(telemetry[1].payload?.value?["score"] == .number(19))
        #expect(refusals(mapping)["chronologie : type sans contrepartie"] == ["events[1]"])
        #expect(refusals(mapping)["chronologie : le compte n'existe pas"] == ["events[2]"])
    }

    @Test func `a code is the oldest teacher's who has it`() {
        func teacher(_ id: String, role: String, _ created: String) -> OldRow {
            Rows.user(
                id, "\(id)@lycee.fr", role: role, created: created,
                ["profile": .object(["displayName": .string(id), "classCode": .string("abc234")])])
        }
        let mapping = map(
            Rows.store(users: [
                teacher("admin", role: "admin", "2025-01-01T00:00:00Z"),
                teacher("p2", role: "enseignant", "2025-09-02T00:00:00Z"),
                teacher("p1", role: "enseignant", "2025-09-01T00:00:00Z"),
                teacher("eleve", role: "eleve", "2024-09-01T00:00:00Z"),
            ]))
        #expect(mapping.teachers == ["ABC234": .derived(from: "user/p1")])
        #expect(mapping.persons.map(\.oldID) == ["admin", "p1", "p2", "eleve"], "who teaches comes first")
    }
}
