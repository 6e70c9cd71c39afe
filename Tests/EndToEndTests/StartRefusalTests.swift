import Events
import Foundation
import Testing

@Suite struct `A start that is refused` {
    @Test func `a second server on the same log ends with 75 and says so in French`() async throws {
        let place = try Place()
        let first = try await RunningServer(place)
        let second = try await Binary.run("serve", at: place)
        #expect(second.status == 75 && second.output.isEmpty)
        #expect(second.errors.contains("Un autre processus écrit dans ce journal"))
        #expect(try await first.client().get("health").status == 200)
    }

    @Test(arguments: [
        ("EAF_EVENTLOG_DIRR", "x"), ("PORT", "beaucoup"), ("PORT", "70000"), ("COOKIE_SECURE", "peut-être"),
        ("EAF_MASTER_KEY", "trop-courte"), ("TRUSTED_PROXIES", "partout"), ("MAX_UPLOAD_SIZE_MB", "0"),
    ])
    func `a variable that is unknown or malformed ends it with 78 and is named`(
        _ name: String, _ value: String
    ) async throws {
        let place = try Place()
        let outcome = try await Binary.run("serve", at: place, environment: [name: value])
        #expect(outcome.status == 78 && outcome.output.isEmpty && outcome.errors.contains(name))
        #expect(!FileManager.default.fileExists(atPath: place.log))
    }

    @Test func `another master key ends it with 78, and the right one starts it again`() async throws {
        let place = try Place()
        try await RunningServer(place).stop()
        let before = try place.files()
        let key = MasterKey.random().text
        let outcome = try await Binary.run("serve", at: place, environment: ["EAF_MASTER_KEY": key])
        #expect(outcome.status == 78 && outcome.errors.contains("clé maîtresse") && !outcome.errors.contains(key))
        #expect(try place.files() == before)
        let path = place.data + "/master.key"
        let good = try Data(contentsOf: URL(filePath: path))
        try FileManager.default.removeItem(atPath: path)
        let missing = try await Binary.run("serve", at: place)
        #expect(missing.status == 78 && missing.errors.contains("master.key"))
        try good.write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        let open = try await Binary.run("serve", at: place)
        #expect(open.status == 78 && open.errors.contains("chmod 600"))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        try await RunningServer(place).stop()
    }

    @Test func `a port that is taken ends it with 69, and names the port in French`() async throws {
        let first = try await RunningServer(try Place())
        let outcome = try await Binary.run("serve", at: try Place(), environment: ["PORT": "\(first.port)"])
        #expect(outcome.status == 69 && outcome.output.isEmpty)
        let last = try #require(outcome.errors.split(separator: "\n").last)
        #expect(last.contains("Le port \(first.port)") && last.contains("déjà pris"))
    }

    @Test func `a control socket that cannot be made ends it with 69 and names the path`() async throws {
        let place = try Place()
        let data = place.path + "/" + String(repeating: "d", count: 120)
        let outcome = try await Binary.run("serve", at: place, environment: ["EAF_DATA_DIR": data])
        #expect(outcome.status == 69 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("control.sock") && outcome.errors.contains("EAF_DATA_DIR"))
    }

    @Test func `a missing dictionary ends it with 69 and names the package`() async throws {
        // Where tests may not mount, only the message's place is left unproved; nothing is skipped.
        guard FullDisk.Means.available.contains(.smallDisk) else { return }
        let outcome = try await Binary.bash(
            "unshare -Urm /bin/sh -c 'mount -t tmpfs none /usr/share/hunspell && exec $EAF serve'", at: try Place())
        #expect(outcome.status == 69 && outcome.output.isEmpty && outcome.errors.contains("hunspell-fr"))
    }

    @Test func `a damaged log ends it with 65, and not one byte changes`() async throws {
        let place = try Place()
        let server = try await RunningServer(place)
        _ = try await server.registered("abime@essai.example")
        try await server.kill()
        try place.rewriteLastSegment { $0[$0.count / 2] ^= 1 }
        let before = try place.files()
        let outcome = try await Binary.run("serve", at: place)
        #expect(outcome.status == 65 && outcome.output.isEmpty)
        #expect(outcome.errors.contains("Journal endommagé") && outcome.errors.contains("Rien n'a été modifié"))
        #expect(try place.files() == before)
    }

    @Test func `a log that lost an acknowledged segment is refused, and not one byte changes`() async throws {
        let place = try Place()
        try await RunningServer(place).kill()
        let path = try #require(try place.segmentPaths().last)
        try FileManager.default.moveItem(atPath: path, toPath: place.segments + "/0000000000000007.jsonl")
        let before = try place.files()
        let outcome = try await Binary.run("serve", at: place)
        #expect(outcome.status == 65 && outcome.errors.contains("manque un segment"))
        #expect(try place.files() == before)
    }

    @Test func `a log of a newer format, or of another name, is refused`() async throws {
        let place = try Place()
        try await RunningServer(place).kill()
        let renamed = try await Binary.run("serve", at: place, environment: ["EAF_LOG_NAME": "autre"])
        #expect(renamed.status == 78 && renamed.errors.contains("EAF_LOG_NAME"))
        try place.rewriteLastSegment { bytes in
            let line = String(decoding: bytes, as: UTF8.self).replacing(#""format":1"#, with: #""format":2"#)
            let rest = line.dropFirst(18).prefix { $0 != "\n" }
            let crc = String(CRC32C.checksum(Array(rest.utf8)), radix: 16)
            let padded = String(repeating: "0", count: 8 - crc.count) + crc
            bytes = Data(#"{"crc":"\#(padded)",\#(rest)"#.utf8) + [0x0A]
        }
        let before = try place.files()
        let outcome = try await Binary.run("serve", at: place)
        #expect(outcome.status == 78 && outcome.errors.contains("format plus récent"), "\(outcome.errors)")
        #expect(try place.files() == before)
    }
}
