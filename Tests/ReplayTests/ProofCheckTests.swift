import Events
import Foundation
import Testing

@testable import Replay

@Suite struct `Checking a file offline` {
    let log: SampleLog

    init() throws {
        log = try SampleLog.story()
        log.close()
        try log.signTree()
    }

    private var published: PublishedLog {
        get throws { try PublishedLog(eventlog: log.directory, files: POSIXFiles()) }
    }

    private func check(_ text: String, record: [UInt8]? = nil, old: String? = nil) throws -> ProofCheck.Outcome {
        try ProofCheck(verifier: try log.signer.verifier, record: record, old: old.map { Array($0.utf8) })
            .check(Array(text.utf8))
    }

    @Test func `a checkpoint holds, and says what it covers`() throws {
        let outcome = try check(try published.signed.note.encoded)
        #expect(outcome.holds && outcome.kind == "checkpoint" && outcome.size == 10)
        #expect(outcome.origin == "localhost/essai/1")
        #expect(outcome.explanation.contains("10 enregistrement(s)"))
        let forged = try check(try published.signed.note.encoded.replacing("\n10\n", with: "\n11\n"))
        #expect(!forged.holds && forged.explanation.contains("ne correspond pas au texte"))
        let other = NoteSigner(name: "localhost/essai/1", key: .random())
        let foreign = try other.sign(try published.checkpoint.text)
        let unknown = try check(foreign.encoded)
        #expect(!unknown.holds && unknown.explanation.contains("aucune signature n'est de la clé"))
        #expect(try check("bonjour\n").explanation.contains("note signée"))
    }

    @Test func `an inclusion proof holds for its record alone`() throws {
        for position in 1...10 {
            let record = try log.reader.record(at: LogPosition(UInt64(position)))
            let text = try published.inclusion(of: record).text
            let outcome = try check(text, record: Array(record.line) + [0x0A])
            #expect(outcome.holds && outcome.position == UInt64(position) && outcome.kind == "inclusion")
            #expect(try check(text, record: Array(record.line)) == outcome)
            let other = try log.reader.record(at: LogPosition(UInt64(position % 10 + 1)))
            let wrong = try check(text, record: Array(other.line))
            #expect(!wrong.holds && wrong.explanation.contains("autre racine"))
            let failure = #expect(throws: ReplayFailure.self) { try check(text) }
            #expect(failure?.status == .usage)
        }
    }

    @Test func `a consistency proof holds against the older checkpoint alone`() throws {
        let text = try published.update(from: 4).text
        let lines = try (1...4).map { Array(try log.reader.record(at: LogPosition(UInt64($0))).line) }
        let root = MerkleTree.root(ofLeaves: lines.map { MerkleTree.leaf($0) })
        func note(_ size: UInt64, _ root: MerkleHash) throws -> String {
            try log.signer.sign(Checkpoint(origin: "localhost/essai/1", size: size, root: root).text).encoded
        }
        let outcome = try check(text, old: try note(4, root))
        #expect(outcome.holds && outcome.oldSize == 4 && outcome.size == 10)
        // The same key showed somebody else another history of four records.
        let other = MerkleTree.root(ofLeaves: lines.reversed().map { MerkleTree.leaf($0) })
        let forked = try check(text, old: try note(4, other))
        #expect(!forked.holds && forked.explanation.contains("pas d'une même histoire"))
        #expect(try !check(text, old: try note(5, root)).holds)
        #expect(throws: ReplayFailure.self) { try check(text) }
    }

    @Test func `by the command: proofs made, kept, checked and refused`() throws {
        let script = """
            set -e
            export EAF_LOG_NAME=essai
            chmod 600 "$EAF_DATA_DIR/master.key"
            cd "$EAF_DATA_DIR"
            "$EAF" log key > vkey
            "$EAF" log checkpoint > ancien
            "$EAF" log prove 3 --output depot.tlog-proof
            "$EAF" log show --ndjson --position 3 > ligne
            "$EAF" log check ancien --key vkey
            "$EAF" log check depot.tlog-proof --key "$(cat vkey)" --record ligne
            "$EAF" log prove --from 4 > suite
            """
        let made = try Binary.bash(script, on: log)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("Conforme : point de contrôle signé par « localhost/essai/1 »"))
        #expect(made.output.contains("Conforme : l'enregistrement est à la position 3"))
        let wrong = try Binary.bash(
            """
            cd "$EAF_DATA_DIR"
            sed -n 4p "$EAF_EVENTLOG_DIR"/segments/*.jsonl | "$EAF" log check depot.tlog-proof --key vkey --record -
            """, on: log)
        #expect(wrong.status == 1 && wrong.output.hasPrefix("NON CONFORME : "), "\(wrong.output)")
        let json = try Binary.bash(
            #"cd "$EAF_DATA_DIR"; "$EAF" log check suite --key vkey --old ancien --json"#, on: log)
        #expect(json.status == 1 && json.output.contains(#""holds":false"#), "\(json.output) \(json.errors)")
        for (arguments, status) in [
            (["log", "prove", "99"], Int32(66)), (["log", "prove"], 64), (["log", "prove", "0"], 64),
            (["log", "prove", "--from", "99"], 66), (["log", "check", "absent", "--key", "x"], 64),
        ] {
            let words = arguments.joined(separator: " ")
            let outcome = try Binary.bash("\"$EAF\" \(words)", on: log)
            #expect(outcome.status == status && !outcome.errors.isEmpty, "\(words): \(outcome.errors)")
        }
    }
}
