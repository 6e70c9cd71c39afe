import Foundation
import Testing

@Suite struct `The doctor` {
    /// What `eaf doctor --json` says: the grade by check, and everything as text.
    struct Findings {
        let status: Int32
        let grades: [String: String]
        let text: String
    }

    private func examine(
        _ place: Place, _ more: String = "", environment: [String: String] = [:]
    ) async throws -> Findings {
        let arguments = ["--json"] + (more.isEmpty ? [] : [more])
        let child = try Child(
            Binary.path, ["doctor"] + arguments, in: place.path,
            environment: place.environment.merging(environment) { $1 })
        let status = try await child.ended()
        let checks = try #require(
            try JSONSerialization.jsonObject(with: Data(child.output.utf8)) as? [String: Any], "\(child.errors)")[
                "checks"]
        var grades: [String: String] = [:]
        for check in checks as? [[String: Any]] ?? [] {
            grades[check["name"] as? String ?? ""] = check["grade"] as? String ?? ""
            // Whoever complains says what to do.
            if ["failed", "noticed"].contains(check["grade"] as? String) {
                #expect(check["remedy"] != nil, "\(check)")
            }
        }
        return Findings(status: status, grades: grades, text: child.output)
    }

    /// A log with a corrected copie, its server stopped.
    private func story() async throws -> Place {
        let place = try Place()
        let server = try await RunningServer(place)
        _ = try await Story(on: server, file: .pdf)
        try await server.stop()
        return place
    }

    @Test func `finds nothing to complain of beside a running server, and writes nothing`() async throws {
        let place = try Place()
        let server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        let pupil = try await server.registered("eleve@essai.example")
        _ = try await pupil.handIn(.pdf, epreuve: try await pupil.newEpreuve())
        try await eventually("everything is signed, so that the server writes no more") {
            let note = (try? String(contentsOfFile: place.log + "/checkpoint", encoding: .utf8)) ?? ""
            let lines = note.split(separator: "\n")
            return try lines.count > 1 && Int(lines[1]) == LogFile(place).lines.last?.position
        }
        let before = try place.files()
        let findings = try await examine(place, "--verify", environment: ["PORT": "\(server.port)"])
        #expect(findings.status == 0, "\(findings.text)")
        #expect(findings.grades.values.allSatisfy { $0 != "failed" } && findings.grades["serveur"] == "passed")
        #expect(findings.grades["contrôle complet du journal"] == "passed" && findings.grades["coffre"] == "passed")
        #expect(
            findings.grades["sauvegarde"] == "noticed" && findings.grades["exercice de restauration"] == "noticed")
        #expect(try place.files() == before)
        let plain = try await Binary.run("doctor", at: place, environment: ["PORT": "\(server.port)"])
        #expect(
            plain.status == 0 && plain.output.contains("✓ journal ") && plain.output.contains("    → eaf ship --to"))
        #expect(plain.output.hasSuffix("non vérifié(s).\n"), "\(plain.output)")
    }

    @Test func `works where there is nothing yet, and makes nothing`() async throws {
        let place = try Place()
        let findings = try await examine(place)
        #expect(findings.status == 0 && findings.grades["journal"] == "unverified", "\(findings.text)")
        #expect(
            !FileManager.default.fileExists(atPath: place.log) && !FileManager.default.fileExists(atPath: place.data))
    }

    @Test func `names each fault, and only that one`() async throws {
        let story = try await story()
        let sound = try await examine(story)
        #expect(sound.status == 0, "\(sound.text)")
        // A checkpoint that goes further than the log; who signed it is the start's affair.
        let ahead =
            "localhost/eaf/1\n9999\n\(Data(count: 32).base64EncodedString())\n\n— x \(Data(count: 68).base64EncodedString())\n"
        let faults: [(check: String, words: String, harm: (Place) throws -> Void)] = [
            ("clés et droits", "chmod 600", { place in try chmod(place.data + "/master.key", 0o640) }),
            ("clés et droits", "chmod 700", { place in try chmod(place.data, 0o755) }),
            ("coffre", "pas celui de ce journal", { place in try cut(place.data + "/vault", to: 256) }),
            ("fichiers des copies", "manquent", { place in try FileManager.default.removeItem(atPath: place.blobs) }),
            (
                "instantanés", "recul",
                { place in
                    try FileManager.default.createDirectory(
                        atPath: place.data + "/snapshots", withIntermediateDirectories: true)
                    try Data().write(to: URL(filePath: place.data + "/snapshots/0000000000009999.snapshot"))
                }
            ),
            (
                "point de contrôle signé", "recul",
                { place in
                    try Data(ahead.utf8).write(
                        to: URL(filePath: place.log + "/checkpoint"))
                }
            ),
            (
                "sauvegarde", "en échec depuis",
                { place in
                    try FileManager.default.createDirectory(
                        atPath: place.data + "/ship", withIntermediateDirectories: true)
                    let state =
                        #"{"target":"/ailleurs","position":3,"sequence":1,"frontier":[],"failure":{"since":"2026-01-01T00:00:00Z","attempts":3,"reason":"plein"}}"#
                    try Data(state.utf8).write(to: URL(filePath: place.data + "/ship/ailleurs.json"))
                }
            ),
            ("journal", "octet", { place in try place.rewriteLastSegment { $0[400] ^= 1 } }),
        ]
        for fault in faults {
            let place = try story.copy()
            try fault.harm(place)
            let findings = try await examine(place)
            #expect(findings.status == 1 && findings.text.contains(fault.words), "\(fault.check): \(findings.text)")
            let failed = findings.grades.filter { $0.value == "failed" }.map(\.key)
            #expect(failed == [fault.check])
        }
    }

    @Test func `names a variable at fault, and a server that is not this log's`() async throws {
        let place = try await story()
        let wrong = try await examine(place, environment: ["EAF_LOG_NAM": "x"])
        #expect(wrong.status == 1 && wrong.grades["configuration"] == "failed" && wrong.text.contains("EAF_LOG_NAM"))
        let other = try await RunningServer(try Place())
        let findings = try await examine(place, environment: ["PORT": "\(other.port)"])
        #expect(findings.grades["serveur"] == "noticed" && findings.text.contains("autre journal"))
    }

    @Test func `sees what a crash left`() async throws {
        let place = try await story()
        try FileManager.default.createDirectory(atPath: place.log + "/torn", withIntermediateDirectories: true)
        try Data("x".utf8).write(to: URL(filePath: place.log + "/torn/0000000000000009"))
        try Data().write(to: URL(filePath: place.segments + "/0000000000000099.jsonl.tmp"))
        let findings = try await examine(place)
        #expect(findings.status == 0 && findings.grades["restes"] == "noticed", "\(findings.text)")
    }

    private func chmod(_ path: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    private func cut(_ path: String, to size: UInt64) throws {
        let file = try FileHandle(forWritingTo: URL(filePath: path))
        try file.truncate(atOffset: size)
        try file.close()
    }
}
