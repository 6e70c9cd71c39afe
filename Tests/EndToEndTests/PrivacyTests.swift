import Foundation
import Testing

@Suite struct `What nobody should read` {
    private static let personal =
        Story.passwords + [
            Story.teacherEmail, Story.pupilEmail, Story.pupilName, "Quéméneur", Story.school, Story.comment,
            Story.gesture,
        ]

    @Test(arguments: ["info", "trace"])
    func `is not in the server's messages, which are all JSON`(_ level: String) async throws {
        let place = try Place()
        let server = try await RunningServer(place, environment: ["LOG_LEVEL": level])
        let story = try await Story(on: server, file: .pdf)
        let created = try await Binary.run(
            "account", "create", "guichet@essai.example", "--name", "Guichet", at: place, input: "phrase-du-guichet\n"
        )
        #expect(created.status == 0, "\(created.errors)")
        _ = try await server.client().get("epreuves?email=\(Story.pupilEmail)")
        #expect(try await server.stop() == 0)
        let messages = server.child.errors
        let secrets = story.pupil.session.split { "=;: \r\n".contains($0) }.filter { $0.count > 30 }.map(String.init)
        #expect(secrets.count >= 2)
        for text in Self.personal + secrets + ["guichet@essai.example", "phrase-du-guichet"] {
            let line = messages.split(separator: "\n").first { $0.contains(text) }
            #expect(line == nil, "“\(text)” in \(line ?? "")")
        }
        for line in messages.split(separator: "\n") {
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["level"] != nil && object?["time"] != nil, "\(line)")
        }
    }

    @Test func `is in no file, and neither are the copies`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        let story = try await Story(on: server, file: .png)
        let read = try await story.pupil.get("epreuves/\(story.epreuve)/copie/\(story.copie)")["ocrText"]
        #expect(try await server.stop() == 0)
        #expect(try await Binary.run("rebuild", at: place).status == 0)
        let words = read.split { $0.isWhitespace }.filter { $0.count > 6 }.prefix(5).map(String.init)
        #expect(words.count == 5)
        let token = story.pupil.session.split { "=;: \r\n".contains($0) }.filter { $0.count > 30 }.map(String.init)
        let pieces = [SampleCopie.png, .pdf].flatMap { file in
            [file.bytes.prefix(24), file.bytes.dropFirst(file.bytes.count / 2).prefix(24)].map { Data($0) }
        }
        let secrets = (Self.personal + token).map { Data($0.utf8) } + pieces
        let text = words.map { Data($0.utf8) }
        let files = try place.files().filter { !$0.key.hasSuffix("master.key") }
        #expect(files.count > 4 && files.keys.contains { $0.contains("snapshot") })
        for (path, bytes) in files {
            // The library's own sheets have words in common with every copie.
            for piece in path.hasPrefix("data/search/") ? secrets : secrets + text {
                #expect(bytes.range(of: piece) == nil, "“\(String(decoding: piece, as: UTF8.self))” in \(path)")
            }
        }
        for (path, _) in files {
            let mode =
                try FileManager.default.attributesOfItem(atPath: "\(place.path)/\(path)")[.posixPermissions] as? Int
            #expect((mode ?? 0o777) & 0o077 == 0, "\(path) is open to others")
        }
    }
}
