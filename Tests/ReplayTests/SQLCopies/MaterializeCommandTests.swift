import Events
import Foundation
import Projections
import Testing

@testable import Replay

@Suite struct `eaf materialize` {
    private func sqlite(_ sql: String, _ log: SampleLog) throws -> String {
        let outcome = try Binary.bash("sqlite3 -batch $EAF_DATA_DIR/copie \"\(sql)\"", on: log)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return outcome.output
    }

    private func materialize(_ more: String..., on log: SampleLog) throws -> Binary.Outcome {
        try Binary.bash("$EAF materialize --into sqlite:$EAF_DATA_DIR/copie \(more.joined(separator: " "))", on: log)
    }

    @Test func `makes a file that the tool of SQLite finds whole, beside a writer`() throws {
        let log = try SampleLog.story()
        let outcome = try materialize("--json", on: log)
        #expect(outcome.status == 0 && outcome.output.contains(#""position":10"#), "\(outcome.errors)")
        #expect(
            try sqlite("PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA user_version;", log) == "ok\n2\n")
        #expect(try sqlite("SELECT status, attempts FROM copies", log) == "processing|1\n")
        #expect(try sqlite("SELECT count FROM vitals WHERE name = 'LCP'", log) == "4\n")
        let digest = try ReadModels.folded(from: try log.reader, through: log.head).summary().digest
        #expect(try sqlite("SELECT value FROM meta WHERE name = 'digest'", log) == digest + "\n")
        #expect(try sqlite(".schema copies", log).contains("-- identifiant de la copie"))
        #expect(try Binary.bash("grep -c ana@exemple.fr $EAF_DATA_DIR/copie", on: log).output == "0\n")
    }

    @Test func `goes back in time, and replaces an older copy whole while a reader keeps it`() throws {
        let log = try SampleLog.story()
        #expect(try materialize(on: log).status == 0)
        let script = """
            exec 3< $EAF_DATA_DIR/copie; before=$(sha256sum < $EAF_DATA_DIR/copie); chmod 640 $EAF_DATA_DIR/copie
            $EAF materialize --into sqlite:$EAF_DATA_DIR/copie --until 6 > /dev/null || exit 1
            [ "$(sha256sum <&3)" = "$before" ] && [ "$(sha256sum < $EAF_DATA_DIR/copie)" != "$before" ] || exit 2
            stat -c %a $EAF_DATA_DIR/copie; ls -A $EAF_DATA_DIR
            """
        let outcome = try Binary.bash(script, on: log)
        #expect(outcome.status == 0 && outcome.output == "640\ncopie\nmaster.key\nvault\n", "\(outcome)")
        #expect(try sqlite("SELECT status FROM copies", log) == "pending\n")
    }

    @Test func `refuses what is not its own, and says what to do`() throws {
        let log = try SampleLog.story()
        let cases = [
            ("$EAF materialize --into postgres://u:p@h/b", 64, "sqlite:FICHIER"),
            ("$EAF materialize --into /tmp/x", 64, "sqlite:FICHIER"),
            ("$EAF materialize --into sqlite:$EAF_DATA_DIR/x --until hier", 64, "RFC 3339"),
            ("$EAF materialize --into sqlite:/nulle/part/x", 66, "/nulle/part"),
            ("$EAF materialize --into sqlite:$EAF_DATA_DIR", 73, "dossier"),
            ("$EAF materialize --into sqlite:$EAF_DATA_DIR/vault", 73, "--force"),
            (
                "sqlite3 $EAF_DATA_DIR/o 'CREATE TABLE t (a)'; $EAF materialize --into sqlite:$EAF_DATA_DIR/o", 73,
                "--force"
            ),
            ("touch $EAF_DATA_DIR/p-wal; $EAF materialize --into sqlite:$EAF_DATA_DIR/p --force", 73, "p-wal"),
            ("exec 3> $EAF_DATA_DIR/q.tmp; flock 3; $EAF materialize --into sqlite:$EAF_DATA_DIR/q", 75, "attendez"),
        ]
        for (script, status, text) in cases {
            let outcome = try Binary.bash(script, on: log)
            #expect(outcome.status == Int32(status) && outcome.errors.contains(text), "\(script): \(outcome)")
            #expect(!outcome.errors.contains("u:p@h"))
        }
        let forced = try Binary.bash("$EAF materialize --into sqlite:$EAF_DATA_DIR/o --force", on: log)
        #expect(forced.status == 0, "\(forced.errors)")
        #expect(
            try VaultKeys.open(dataDirectory: log.dataDirectory, masterKey: log.masterKey).key(for: SampleFact.ana)
                != nil)
    }

    /// The system calls between which the command is killed; at the last the new copy is there already, which shows that the
    /// comparison would notice.
    @Test(arguments: [
        ("pwrite64:when=1", false), ("pwrite64:when=20", false), ("pwrite64:when=40", false),
        ("fdatasync:when=1", false),
        ("rename:when=1", false), ("fsync:when=1", true),
    ])
    func `that is killed leaves the old copy whole, and the next one clears up`(_ call: String, isNew: Bool) throws {
        let log = try SampleLog.story()
        #expect(try materialize("--until 4", on: log).status == 0)
        let name = call.prefix { $0 != ":" }
        let script = """
            strace -f -qq -o $EAF_DATA_DIR/trace -e trace=\(name) -e inject=\(call.replacing(":", with: ":signal=KILL:")) \
            $EAF materialize --into sqlite:$EAF_DATA_DIR/copie; exit $?
            """
        let killed = try Binary.bash(script, on: log)
        #expect(killed.status == 137, "\(killed)")
        #expect(try sqlite("PRAGMA integrity_check", log) == "ok\n")
        #expect(try sqlite("SELECT count(*) FROM copies", log) == (isNew ? "1\n" : "0\n"))
        #expect(try materialize(on: log).status == 0)
        #expect(try sqlite("SELECT count(*) FROM copies", log) == "1\n")
        #expect(try Binary.bash("ls $EAF_DATA_DIR/*.tmp", on: log).output.isEmpty)
    }

    @Test func `on a full disk says so and leaves the old copy`() throws {
        let log = try SampleLog.story()
        #expect(try materialize("--until 4", on: log).status == 0)
        let script = """
            strace -f -qq -o /dev/null -e trace=pwrite64 -e inject=pwrite64:error=ENOSPC:when=10+ \
            $EAF materialize --into sqlite:$EAF_DATA_DIR/copie
            """
        let outcome = try Binary.bash(script, on: log)
        #expect(outcome.status == 73 && outcome.errors.contains("disque est plein"), "\(outcome)")
        #expect(try sqlite("SELECT count(*) FROM copies", log) == "0\n")
        #expect(try Binary.bash("ls $EAF_DATA_DIR/*.tmp", on: log).output.isEmpty)
    }
}
