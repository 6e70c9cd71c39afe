import Foundation
import Testing

/// The RUNBOOK is carried out word for word; only addresses, paths of media and the hour are the test's.
@Suite struct `The RUNBOOK` {
    /// The folders of the RUNBOOK, as a server's that runs in the place.
    private func defaults(_ place: Place, below folder: String = "") -> [String: String] {
        ["EAF_EVENTLOG_DIR": "\(place.path)/\(folder)eventlog", "EAF_DATA_DIR": "\(place.path)/\(folder).data"]
    }

    private static let password = "une-phrase-de-passe"

    private func media(_ place: Place) throws -> [String: String] {
        let keys = place.path + "/cles"
        try FileManager.default.createDirectory(atPath: keys, withIntermediateDirectories: true)
        return ["/media/cles": keys, "/mnt/sauvegarde-eaf": place.path + "/sauvegarde"]
    }

    @Test func `restores yesterday 14:00 on an empty machine`() async throws {
        let machine = try Place()
        let media = try media(machine)
        let server = try await RunningServer(machine, environment: defaults(machine))
        let early = try await server.registered("avant@essai.example", password: Self.password)
        let epreuve = try await early.newEpreuve()
        let copie = try await early.handIn(.pdf, epreuve: epreuve)["copieId"]
        let path = "epreuves/\(epreuve)/copie/\(copie)"
        try await eventually("the copie is corrected") { try await early.get(path)["status"] == "done" }
        // Times are cut to milliseconds below.
        try await Task.sleep(for: .milliseconds(20))
        let hour = Date()
        try await Task.sleep(for: .milliseconds(50))
        _ = try await server.registered("apres@essai.example", password: Self.password)
        try await RunbookSection("Sauvegarder").run(at: machine, media)
        try await RunbookSection("Exercice").run(at: machine, media)
        try await server.stop()

        let empty = try Place()
        let format = hour.formatted(
            .iso8601.year().month().day().dateTimeSeparator(.standard).time(includingFractionalSeconds: true)
                .timeZone(separator: .colon))
        var changes = media
        changes["$(date -d 'yesterday 14:00' --iso-8601=seconds)"] = format
        try await RunbookSection("Remettre « hier 14:00 » sur une machine vide").run(at: empty, changes)
        let restored = try await RunningServer(empty, environment: defaults(empty, below: "restaure/"))
        let again = restored.client()
        #expect(try await again.login("avant@essai.example", Self.password).status == 200)
        #expect(try await again.get(path)["status"] == "done")
        #expect(try await restored.client().login("apres@essai.example", Self.password).status == 401)
    }

    @Test func `is right beside a running server`() async throws {
        let place = try Place()
        let media = try media(place)
        let server = try await RunningServer(place, environment: defaults(place))
        let here = ["http://127.0.0.1:3000": server.origin]
        try await RunbookSection("Contrôles après un démarrage").run(
            at: place, here, environment: ["PORT": "\(server.port)"])
        let pupil = try await server.registered("camille@example.fr", password: Self.password)
        let copie = try await pupil.handIn(.pdf, epreuve: try await pupil.newEpreuve())["copieId"]
        try await RunbookSection("Sauvegarder").run(at: place, media)
        try await RunbookSection("Regarder sans restaurer").run(at: place, [:])
        try await RunbookSection("401 en masse").run(at: place, [:])
        try await RunbookSection("Correction bloquée").run(at: place, ["IDENTIFIANT": copie])
        try FileManager.default.copyItem(
            atPath: place.path + "/cles/journal.pub", toPath: place.path + "/journal.pub")
        try await RunbookSection("Contrôler sans nous croire").run(
            at: place, ["https://eaf.example.fr": server.origin, "4211": "3"])
        try await RunbookSection("Demande d'effacement ou d'accès (RGPD, articles 15, 17 et 20)").run(at: place, [:])
        #expect(try await server.client().login("camille@example.fr", Self.password).status == 401)
    }

    @Test func `is right beside a stopped one`() async throws {
        let place = try Place()
        let server = try await RunningServer(place, environment: defaults(place))
        _ = try await server.registered("camille@example.fr")
        try await server.stop()
        try await RunbookSection("Instantané, index ou tuiles douteux").run(at: place, [:])
        let key = try Data(contentsOf: URL(filePath: place.path + "/.data/signing.key"))
        try FileManager.default.removeItem(atPath: place.path + "/.data/signing.key")
        try await RunbookSection("Clé de signature").run(at: place, [:])
        #expect(try Data(contentsOf: URL(filePath: place.path + "/.data/signing.key")) != key)
        try await RunbookSection("Journal endommagé").run(at: place, [:])
    }
}
