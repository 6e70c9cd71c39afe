import Events
import Foundation
import Testing

@testable import API

@Suite struct `A copie is refused` {
    /// Sends a form and expects a refusal that leaves no trace.
    private func refused(
        _ form: [UInt8], type: String = FormBody.type, headers: [String: String] = [:], _ status: Int,
        _ error: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let head = server.head
            let answer = try await pupil.upload(to: epreuve, form, type: type, headers: headers)
            #expect(answer.status == status, "\(answer.text)", sourceLocation: sourceLocation)
            #expect(answer.error == error, sourceLocation: sourceLocation)
            #expect(answer.header("Content-Type") == Problem.mediaType, sourceLocation: sourceLocation)
            #expect(server.head == head, sourceLocation: sourceLocation)
            #expect(server.folder.blobs() == [], sourceLocation: sourceLocation)
            let temporary = try FileManager.default.contentsOfDirectory(atPath: server.folder.dataPath + "/tmp")
            #expect(temporary == [], sourceLocation: sourceLocation)
        }
    }

    private func file(_ name: String, as type: String? = nil) throws -> [UInt8] {
        FormBody.file(try SampleFile.bytes(name), type: type ?? SampleFile.type(name), name: name)
    }

    private static let unsupported = "Type de fichier non supporté."
    private static let malformed = "Le formulaire d'envoi est malformé ou incomplet."

    @Test func `without the field`() async throws {
        var other = FormBody()
        other.add("fichier", try SampleFile.bytes("page.png"), filename: "page.png", type: "image/png")
        try await refused(other.ended, 400, "Fichier manquant.")
        var text = FormBody()
        text.add("file", Array("pas un fichier".utf8))
        try await refused(text.ended, 400, "Fichier manquant.")
        try await refused(FormBody().ended, 400, "Fichier manquant.")
    }

    @Test func `when it is empty`() async throws {
        try await refused(FormBody.file([], type: "image/png"), 400, "Le fichier est vide.")
    }

    @Test func `when it is of a type that is not taken`() async throws {
        try await refused(FormBody.file(Array("bonjour".utf8), type: "text/plain"), 400, Self.unsupported)
        try await refused(FormBody.file(Array("GIF89a....".utf8), type: "image/gif"), 400, Self.unsupported)
        try await refused(file("page.png", as: "application/octet-stream"), 400, Self.unsupported)
    }

    @Test func `when its bytes are not what they are said to be`() async throws {
        try await refused(file("page.png", as: "image/jpeg"), 400, Self.unsupported)
        try await refused(file("une-page.pdf", as: "image/png"), 400, Self.unsupported)
        try await refused(
            FormBody.file(Array(repeating: 0x41, count: 5_000), type: "application/pdf"), 400, Self.unsupported)
    }

    @Test func `when it is larger than what may be sent, by its length or while it comes`() async throws {
        let png = try SampleFile.bytes("page.png")
        let large = png + Array(repeating: 0, count: (1 << 20) - png.count + 1)
        let text = "Fichier trop volumineux (max 1MB)."
        try await refused(FormBody.file(large, type: "image/png"), 413, text)
        let huge = png + Array(repeating: 0, count: 3 << 20)
        try await refused(FormBody.file(huge, type: "image/png"), 413, text)
    }

    @Test func `but not when it has exactly the size that may be sent`() async throws {
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let png = try SampleFile.bytes("page.png")
            let full = png + Array(repeating: 0, count: (1 << 20) - png.count)
            let answer = try await pupil.upload(
                to: server.generate(pupil), FormBody.file(full, type: "image/png"))
            #expect(answer.status == 202)
        }
    }

    @Test func `when it is no form, or half of one`() async throws {
        try await refused(Array(#"{"file":"x"}"#.utf8), type: "application/json", 400, "Fichier manquant.")
        try await refused([], type: "", 400, "Fichier manquant.")
        try await refused(file("page.png"), type: "multipart/form-data", 400, "Fichier manquant.")
        try await refused(file("page.png").dropLast(20).map { $0 }, 400, Self.malformed)
        try await refused(Array(file("page.png").prefix(2_000)), 400, Self.malformed)
        try await refused(Array("n'importe quoi".utf8), 400, Self.malformed)
        try await refused([], 400, Self.malformed)
    }

    @Test func `when it has too many pages, or a password, or is damaged`() async throws {
        try await refused(
            file("deux-cents-pages.pdf"), 422,
            "Ce document compte 200 pages et le maximum est de 40. Ne déposez que la copie.")
        try await refused(file("chiffre.pdf"), 422, ReadingFailure.encrypted.message)
        try await refused(file("tronque.pdf"), 422, ReadingFailure.unreadable.message)
    }

    @Test func `when it is a picture of more points than anybody can read`() async throws {
        let answer = "Cette image est trop grande."
        try await TestServer.run { server in
            let pupil = try await server.pupil()
            let epreuve = try await server.generate(pupil)
            let head = server.head
            let refused = try await server.upload(pupil, to: epreuve, "bombe.png")
            #expect(refused.status == 422)
            #expect(refused.error.hasPrefix(answer))
            #expect(refused["code"] == "fichier-refuse-too-many-pixels")
            #expect(server.head == head)
            #expect(server.folder.blobs() == [])
        }
        let headless = Array(try SampleFile.bytes("page.png").prefix(20))
        try await refused(FormBody.file(headless, type: "image/png"), 422, ReadingFailure.unreadable.message)
    }

    @Test func `first for who asks, then the token, the limit, the épreuve, and the file last`() async throws {
        try await TestServer.run(.init(limitsRates: true)) { server in
            let pupil = try await server.pupil()
            let teacher = try await server.teacher()
            let own = try await server.generate(pupil)
            let foreign = try await server.generate(teacher)
            let empty = FormBody().ended
            let anonymous = try await server.visitor().upload(to: own, empty)
            #expect(anonymous.status == 401)
            let tokenless = try await pupil.upload(to: foreign, empty, headers: [Browser.csrfHeader: ""])
            #expect(tokenless.error == "Jeton CSRF manquant.")
            for id in [foreign, EpreuveID.random().description, "x"] {
                let answer = try await pupil.upload(to: id, empty)
                #expect(answer.status == 404, "not 403: nobody learns that it exists")
                #expect(answer.error == "Épreuve introuvable.")
            }
            #expect(try await pupil.upload(to: own, empty).status == 400)
            #expect(try await pupil.upload(to: own, empty).status == 400)
            let limited = try await pupil.upload(to: foreign, empty)
            #expect(limited.status == 429, "refused calls count, and the limit comes before the épreuve")
            let role = try await teacher.upload(to: foreign, empty)
            #expect(role.status == 403, "teachers hand nothing in (D-05)")
        }
    }
}
