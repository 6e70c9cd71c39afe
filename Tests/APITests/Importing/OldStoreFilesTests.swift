import Events
import Foundation
import TestSupport
import Testing

@testable import API

@Suite struct `The predecessor's files` {
    private func read(_ files: [String: String]) throws -> OldStore {
        let folder = try TemporaryFolder()
        for (name, text) in files { try folder.write(Array(text.utf8), to: name) }
        return try OldStore.read(files: folder.path)
    }

    @Test func `are read as lists, as objects by id, nested, and by the shape of what has another name`() throws {
        let store = try read([
            "memory-store.json": """
            {"users": {"u1": {"email": "a@b.fr", "passwordHash": "x", "profile": {"displayName": "A"},
               "timeline": [{"type": "quiz", "feature": "f"}]}},
             "sessions": [{"token": "t"}], "version": 3,
             "historique": [{"userId": "u1", "type": "navigation", "feature": "accueil"}]}
            """,
            "epreuves-store.json": """
            [{"id": "e1", "userId": "u1", "sujet": "s", "bareme": {}, "copies": [{"id": "c1", "fileType": "image/png"}]}]
            """,
            "oral-sessions.json": "{\"sessions\": [{}, {}]}", "notes.json": "{}",
        ])
        #expect(OldKind.allCases.map { store[$0].count } == [1, 1, 1, 1, 0, 2])
        #expect(store[.users].first?.text("id") == "u1" && store[.profiles].first?.text("userid") == "u1")
        #expect(store[.copies].first?.text("epreuveid") == "e1" && store[.copies].first?.text("userid") == "u1")
        #expect(store[.events].allSatisfy { $0.text("userid") == "u1" })
        let left = Dictionary(uniqueKeysWithValues: store.leftovers.map { ($0.name, $0.count) })
        #expect(
            left == [
                "memory-store.json, sessions": 1, "memory-store.json, version": 1, "oral-sessions.json, sessions": 2,
                "fichier notes.json": 1,
            ])
    }

    @Test(arguments: [
        ("{\"users\": [\n{\"id\": 1,}]}", "memory-store.json, ligne 2, octet 10 : caractère inattendu"),
        ("{\"users\": [{\"id\": 1", "memory-store.json, ligne 1, octet 20 : le fichier s'arrête"),
        ("[]", "aucune collection reconnue"), ("12", "un objet JSON est attendu"),
        ("{}", "aucune collection reconnue"),
    ])
    func `that are broken are refused with the place`(_ text: String, _ message: String) throws {
        let error = try #require(throws: ImportError.self) { try read(["memory-store.json": text]) }
        #expect(error.message.contains(message) && error.exitCode == 65, "\(error.message)")
    }

    @Test func `in Latin-1, or not there, are refused by name`() throws {
        let folder = try TemporaryFolder()
        #expect(throws: ImportError.self) { try OldStore.read(files: folder.path) }
        #expect(throws: ImportError.self) { try OldStore.read(files: folder.path + "/nulle-part") }
        try folder.write(
            Array("{\"users\": [{\"nom\": \"Andr".utf8) + [0xE9] + Array("\"}]}".utf8), to: "memory-store.json")
        let error = try #require(throws: ImportError.self) { try OldStore.read(files: folder.path) }
        #expect(error.message.hasPrefix("memory-store.json, ligne 1, octet 25 : ce n'est pas de l'UTF-8"))
    }

    @Test(
        arguments: [
            (JSONValue.string("2025-10-01T08:00:00.5Z"), "2025-10-01T08:00:00.500Z"),
            (.string("2025-10-01T08:00:00"), "2025-10-01T08:00:00.000Z"),
            (.string("2025-10-01 10:00:00.123456789+02"), "2025-10-01T08:00:00.123Z"),
            (.string("1759305600000"), "2025-10-01T08:00:00.000Z"),
            (.number(1_759_305_600_000), "2025-10-01T08:00:00.000Z"),
            (.number(1_759_305_600), nil), (.string("hier"), nil), (.string("1825-10-01T08:00:00Z"), nil),
            (.string("2025-13-01T08:00:00Z"), nil), (.boolean(true), nil),
        ] as [(JSONValue, String?)])
    func `have times of several forms`(_ value: JSONValue, _ expected: String?) {
        #expect(OldTime.read(value)?.milliseconds == expected)
    }

    @Test func `name uploads, and never a file outside the folder`() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "copies/u1/a.png")
        try folder.write([2], to: "secret")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path + "/copies/lien.png", withDestinationPath: folder.path + "/secret")
        let uploads = UploadsFolder(folder.path + "/copies")
        for named in ["uploads/copies/u1/a.png", "u1/a.png", "a.png", "/srv/app/.data/uploads/copies/u1/a.png"] {
            #expect(uploads.file(named, owner: "u1")?.hasSuffix("/copies/u1/a.png") == true, "\(named)")
        }
        for named in ["../secret", "uploads/copies/../../secret", "lien.png", "u1", "b.png", "", "/"] {
            #expect(uploads.file(named, owner: "u1") == nil, "\(named)")
        }
        #expect(UploadsFolder(nil).file("a.png", owner: "u1") == nil)
    }
}
