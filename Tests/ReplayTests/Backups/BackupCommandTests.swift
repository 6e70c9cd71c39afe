import Events
import Foundation
import TestSupport
import Testing

@testable import Replay

/// The commands as operators type them, and the page that says how to do without them.
@Suite struct `Backups at the command line` {
    private let site: BackupSite
    /// The last record that was told, before any drill.
    private let head: LogPosition

    init() throws {
        site = try BackupSite(segmentBytesMax: 1_500)
        try site.tell()
        try site.publish()
        head = site.log.head
        site.stop()
        try FileManager.default.createDirectory(atPath: backup, withIntermediateDirectories: true)
        for name in ["master.key", "signing.key"] {
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: site.log.dataDirectory + "/" + name)
        }
    }

    private var backup: String { site.folder.path + "/sauvegarde" }

    private func eaf(_ arguments: String, key: String? = nil) throws -> Binary.Outcome {
        let variable = key.map { "EAF_BACKUP_KEY=\($0) " } ?? ""
        return try Binary.bash("\(variable)EAF_LOG_NAME=essai $EAF \(arguments)", on: site.log)
    }

    @Test func `ship, restore and the log itself say the same`() throws {
        let first = try eaf("ship --to \(backup)")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("envoyé jusqu'à la position"))
        #expect(try eaf("ship --to \(backup)").output.hasPrefix("rien à envoyer"))
        let status = try eaf("ship --status --json | jq -r '[.position, .head, .ageSeconds] | @csv'")
        #expect(status.output == "\(head),\(head),0\n")
        let plan = try eaf(
            "restore --from \(backup) --into \(site.into) --key \(site.signer.verifierKey) --dry-run --json | jq -r .position"
        )
        #expect(plan.output == "\(head)\n", "\(plan.errors)")
        let restored = try eaf("restore --from \(backup) --into \(site.into) --keys-from \(site.log.dataDirectory)")
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("eaf serve"))
        let same = try Binary.bash(
            "diff -r \(site.log.directory)/segments \(site.into)/eventlog/segments"
                + " && diff -r \(site.log.directory)/tiles \(site.into)/eventlog/tiles"
                + " && cmp \(site.log.dataDirectory)/vault \(site.into)/.data/vault"
                + " && $EAF log verify --eventlog-dir \(site.into)/eventlog", on: site.log)
        #expect(same.status == 0, "\(same.output)\(same.errors)")
    }

    @Test func `tell the shell what went wrong`() throws {
        let key = "--key \(site.signer.verifierKey)"
        #expect(try eaf("restore --from \(backup) --into \(site.into) \(key)").status == 66)
        #expect(try eaf("ship --to \(backup)").status == 0)
        #expect(try eaf("restore --from \(backup) --into \(site.into)").status == 64, "nobody is believed")
        #expect(try eaf("restore --from \(backup) --into \(site.into) --until 7 \(key)").status == 64, "no reason")
        #expect(try eaf("restore --from \(backup) --into \(site.into) --until hier \(key)").status == 64)
        #expect(try eaf("restore --from \(backup) --into \(backup) \(key)").status == 73)
        #expect(try eaf("ship --to \(backup)", key: BackupSite.cipherText).status == 78)
        let blob = try #require(
            try FileManager.default.subpathsOfDirectory(atPath: backup).first {
                $0.hasPrefix("blobs/") && $0.count > 60
            })
        try Data([1]).write(to: URL(fileURLWithPath: backup + "/" + blob))
        let damaged = try eaf("restore --from \(backup) --into \(site.into) \(key)")
        #expect(damaged.status == 65)
        #expect(damaged.errors.contains(blob))
        let missing = try eaf("ship --to \(site.folder.path)/pas/de/disque")
        #expect(missing.status == 73, "\(missing.errors)")
    }

    @Test func `drill a backup and record it`() throws {
        #expect(try eaf("ship --to \(backup)").status == 0)
        let drill = try eaf("drill --from \(backup) --json")
        #expect(drill.status == 0, "\(drill.errors)")
        let reader = try site.log.reader
        let last = try reader.record(at: reader.head.position)
        guard case .backup(.drilled(let drilled)) = try EventCatalog.current.event(of: last) else {
            Issue.record("\(last.typeText)")
            return
        }
        #expect(drilled.succeeded)
        #expect(drilled.position == head)
        #expect(drill.output.contains(drilled.digest))
    }

    @Test func `leave a backup that stock tools read as the page says`() throws {
        #expect(try eaf("ship --to \(backup)").status == 0)
        let block = try #require(Self.blocks("sh").first { $0.contains("keys()") })
        let script = block.replacingOccurrences(of: "cd BACKUP", with: "set -e; cd \(backup)")
        let outcome = try Binary.bash(
            script + "\ncmp log.jsonl <(cat \(site.log.directory)/segments/*.jsonl)", on: site.log)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("fr.eaf.vital.reported.v1"))
    }

    @Test func `leave an encrypted backup that the page's ten lines open`() throws {
        #expect(try eaf("ship --to \(backup)", key: BackupSite.cipherText).status == 0)
        let python = try #require(Self.blocks("python").first)
        try Data(python.utf8).write(to: URL(fileURLWithPath: backup + "/open.py"))
        let line = try #require(Self.blocks("sh").first { $0.contains("open.py") })
        let outcome = try Binary.bash(
            "cd \(backup); EAF_BACKUP_KEY=\(BackupSite.cipherText); \(line)", on: site.log)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("\"fr.eaf.log.opened.v1\"\n"))
        #expect(try eaf("drill --from \(backup)", key: BackupSite.cipherText).status == 0)
        #expect(try eaf("drill --from \(backup)").status == 78)
    }

    /// The blocks of a language in the page about backups.
    private static func blocks(_ language: String) throws -> [String] {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../docs/backups.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        return text.components(separatedBy: "```" + language + "\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }
}
