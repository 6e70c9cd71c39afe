import Events
import Foundation
import Projections
import Testing

@testable import Replay

@Suite struct `The commands` {
    private static let all = "0000000000000001.jsonl"

    @Test func `verify exits with 0 on a whole log and with 1 on a damaged one`() throws {
        let log = try SampleLog.story()
        log.close()
        #expect(try Binary.run("log", "verify", on: log).status == 0)
        try log.rewrite(Self.all) { $0[300] ^= 1 }
        let outcome = try Binary.run("log", "verify", "--json", on: log)
        #expect(outcome.status == 1 && outcome.output.contains(#""kind":"damagedLine""#))
        let info = try Binary.run("log", "info", on: log)
        #expect(info.status == 65 && info.errors.contains("Journal endommagé") && info.output.isEmpty)
    }

    @Test func `a missing directory exits with 66 and names the path and the variable`() throws {
        let log = try SampleLog.story()
        let outcome = try Binary.run("log", "info", "--eventlog-dir", "/nulle/part", on: log)
        #expect(outcome.status == 66)
        #expect(outcome.errors.contains("/nulle/part") && outcome.errors.contains("EAF_EVENTLOG_DIR"))
        let rebuild = try Binary.run("rebuild", "--data-dir", "/nulle/part", on: log)
        #expect(rebuild.status == 66 && rebuild.errors.contains("EAF_DATA_DIR"))
        #expect(try Binary.run("log", "show", "--position", "99", on: log).status == 66)
    }

    @Test(arguments: [
        ["replay", "--until", "hier"], ["replay"], ["replay", "--until", "1", "--view", "x"],
        ["log", "show", "--since", "1"], ["log", "show", "--person", "ana"], ["log", "tail", "-n", "-1"],
    ])
    func `malformed arguments exit with 64`(_ arguments: [String]) throws {
        let log = try SampleLog.story()
        let outcome = try Binary.bash("$EAF \(arguments.joined(separator: " "))", on: log)
        #expect(outcome.status == 64)
    }

    @Test func `a malformed target says the rule`() throws {
        let outcome = try Binary.run("replay", "--until", "hier", on: try SampleLog.story())
        #expect(outcome.errors.contains("RFC 3339") && outcome.errors.contains("5m"))
    }

    @Test func `replay prints the same digest in another process`() throws {
        let log = try SampleLog.story()
        let outcome = try Binary.run("replay", "--until", "6", "--json", on: log)
        let expected = try ReadModels.folded(from: try log.reader, through: LogPosition(6)).summary()
        #expect(try JSONDecoder().decode(ReadModelsSummary.self, from: Data(outcome.output.utf8)) == expected)
        let view = try Binary.run("replay", "--until", "6", "--view", "copies", "--json", on: log)
        #expect(view.output.hasPrefix(#"{"byOwner":[{"ids":["#) && view.output.contains(#""status":"pending""#))
    }

    @Test func `comparing needs a snapshot, and is equal after a rebuild`() throws {
        let log = try SampleLog.story()
        #expect(try Binary.run("rebuild", on: log).status == 75)
        log.close()
        #expect(try Binary.run("replay", "--compare", on: log).status == 69)
        let rebuilt = try Binary.run("rebuild", "--json", on: log)
        #expect(rebuilt.status == 0 && rebuilt.output.contains(#""snapshotBytes":"#))
        let compared = try Binary.run("replay", "--compare", on: log)
        #expect(compared.status == 0 && compared.output.contains("États égaux."))
        let other = try SampleLog()
        try other.commit(.opened)
        let save = "$EAF replay --until 1 --json | sed s/sessions/x/ > $EAF_DATA_DIR/s"
        #expect(try Binary.bash("\(save) && $EAF replay --compare --state $EAF_DATA_DIR/s", on: other).status == 1)
    }

    @Test func `show writes the raw lines, and the reader may go away`() throws {
        let log = try SampleLog()
        for number in 0..<1_000 { try log.commit(.vital(Double(number)), .vital(0)) }
        let outcome = try Binary.run("log", "show", "--json", on: log)
        #expect(outcome.output == String(decoding: try log.bytes(Self.all), as: UTF8.self))
        let head = try Binary.bash("$EAF log show --json | head -n 1 | wc -l", on: log)
        #expect(head.status == 0 && head.output == "1\n" && head.errors.isEmpty)
        let tail = try Binary.run("log", "tail", "-n", "3", on: log)
        #expect(tail.output.split(separator: "\n").count == 4)
    }

    @Test func `unsealing is marked, and a wrong key exits with 78`() throws {
        let log = try SampleLog.story()
        let plain = try Binary.run("log", "show", on: log)
        #expect(!plain.output.contains("ana@exemple.fr"))
        let opened = try Binary.run("log", "show", "--unseal", on: log)
        #expect(opened.output.contains(#"DESCELLÉ  email = "ana@exemple.fr""#) && !opened.output.contains("argon2"))
        let key = MasterKey.random().text
        #expect(try Binary.bash("EAF_MASTER_KEY=\(key) $EAF log show --unseal", on: log).status == 78)
        #expect(try Binary.bash("EAF_MASTER_KEY=x $EAF log show --unseal", on: log).status == 78)
    }
}
