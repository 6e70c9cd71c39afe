import Foundation
import Testing

@Suite struct `An operator who hands out what is kept of a person` {
    private static let email = "lea@essai.example"

    /// What a tool that is not ours says of an archive: its names, or that it is none.
    private func names(_ path: String, at place: Place) async throws -> [String] {
        let script =
            "import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(*z.namelist())"
        let outcome = try await Binary.bash("/usr/bin/python3 -c '\(script)' '\(path)'", at: place)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output.split { $0.isWhitespace }.map(String.init)
    }

    @Test(arguments: [true, false])
    func `gets one archive, wherever it goes`(besideServer: Bool) async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let pupil = try await server.registered(Self.email, name: "Léa")
        let person = try await pupil.get("auth/me")["id"]
        let copie = try await pupil.handIn(.pdf, epreuve: try await pupil.newEpreuve())["copieId"]
        if !besideServer { try await server.stop() }

        let file = place.path + "/lea.zip"
        let written = try await Binary.run("export-person", Self.email, "--to", file, "--json", at: place)
        #expect(try written.status == 0 && written.json["path"] as? String == file, "\(written.errors)")
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try written.json["bytes"] as? Int == attributes[.size] as? Int)
        let found = try await names(file, at: place)
        #expect(found.contains("LISEZMOI.txt") && found.contains("copies/\(copie)/copie.pdf"), "\(found)")

        let twice = try await Binary.run("export-person", person, "--to", file, at: place)
        #expect(twice.status == 73 && twice.errors.contains("existe déjà"))
        let piped = try await Binary.bash(
            "$EAF export-person \(person) --to - > '\(place.path)/aussi.zip'", at: place)
        #expect(piped.status == 0, "\(piped.errors)")
        #expect(try await names(place.path + "/aussi.zip", at: place).sorted() == found.sorted())
        try FileManager.default.createDirectory(atPath: place.path + "/dossier", withIntermediateDirectories: false)
        let inFolder = try await Binary.run("export-person", person, "--to", place.path + "/dossier", at: place)
        #expect(inFolder.status == 0 && inFolder.output.contains("export écrit : \(place.path)/dossier/eaf-export-"))
        let gone = try await Binary.bash("$EAF export-person \(person) --to - | head -c 10 > /dev/null", at: place)
        #expect(gone.status != 0 && gone.errors.contains("refusée"), "a reader that went away has no archive")
        let unknown = try await Binary.run(
            "export-person", "max@essai.example", "--to", place.path + "/max.zip", at: place)
        #expect(unknown.status == 65 && unknown.errors.contains("Compte introuvable"))
        let left = try FileManager.default.contentsOfDirectory(atPath: place.path).filter {
            $0.hasPrefix("max") || $0.hasSuffix(".partiel")
        }
        #expect(left.isEmpty)
        let noted = try LogFile(place).of("person.exported")
        #expect(noted.count == 4 && noted.allSatisfy { $0.subject == "account/\(person)" })
    }

    @Test func `is asked before anybody is erased, on a terminal`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let pupil = try await server.registered(Self.email)
        func erase(saying word: String) async throws -> Binary.Outcome {
            try await Binary.bash(
                "(sleep 2; echo \(word)) | script -qec \"$EAF erase \(Self.email)\" /dev/null", at: place)
        }
        let no = try await erase(saying: "non")
        #expect(
            no.status == 1 && no.output.contains("Effacer définitivement")
                && no.output.contains("rien n'a été effacé"))
        #expect(try await pupil.get("auth/me").status == 200)
        let yes = try await erase(saying: "effacer")
        #expect(yes.status == 0 && yes.output.contains("plus rien ne se lit"), "\(yes.output)")
        #expect(try await pupil.get("auth/me").status == 401)
    }
}
