import Events
import Foundation
import PostgresTestSupport
import Testing

@testable import Replay

@Suite struct `Copying a log` {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A log of 86 commits in segments of about ten records.
    private func sample() throws -> SampleLog {
        let log = try SampleLog.story(segmentBytesMax: 4_000)
        for number in 0..<80 {
            try log.commit([.vital(Double(number)), .vital(2.5), .vital(0)], change: { _, _ in })
        }
        return log
    }

    private func bytes(_ reader: any LogReader) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try reader.forEachRecord(after: .zero, through: .end) { bytes += $0.line + [0x0A] }
        return bytes
    }

    @discardableResult
    private func copy(_ source: String, into destination: String) throws -> TransferReport {
        try LogImport(into: try LogPlace(destination).open()).run(try LogPlace(source).records()) { _ in }
    }

    @discardableResult
    private func export(_ source: String, to file: String) throws -> TransferReport {
        var lines = try LineFile.begin(file)
        let report = try LogExport.run(try LogPlace(source).records(), progress: { _ in }) { try lines.add($0) }
        try lines.finish()
        return report
    }

    private func contents(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    }

    private func failure(_ body: () throws -> Void) -> ReplayFailure? {
        do {
            try body()
            return nil
        } catch {
            return ReplayFailure(error)
        }
    }

    @Test func `through a file gives the same bytes, whatever the segments`() throws {
        let log = try sample()
        let expected = try bytes(log.reader)
        let report = try export(log.directory, to: folder.path + "/a")
        #expect(try contents(folder.path + "/a") == expected)
        #expect(report.bytes == expected.count && report.records == 250 && report.head == 250)
        let copied = try copy(folder.path + "/a", into: folder.path + "/log")
        #expect(copied == report)
        #expect(try bytes(LogFolder(folder.path + "/log").open()) == expected)
        #expect(try LogVerification.run(try LogFolder(folder.path + "/log"), from: .zero) { _ in }.problems.isEmpty)
        #expect(failure { try export(log.directory, to: folder.path + "/a") }?.status == .cannotCreate)
    }

    @Test(.enabled(if: TestServer.isThere))
    func `into a database and back gives the same bytes, both ways`() throws {
        let database = try TestDatabase()
        let log = try sample()
        let expected = try bytes(log.reader)
        #expect(try copy(log.directory, into: database.url).records == 250)
        try export(database.url, to: folder.path + "/a")
        #expect(try contents(folder.path + "/a") == expected)
        try copy(database.url, into: folder.path + "/log")
        #expect(try bytes(LogFolder(folder.path + "/log").open()) == expected)
        let other = try TestDatabase()
        try copy(database.url, into: other.url)
        try export(other.url, to: folder.path + "/b")
        #expect(try contents(folder.path + "/b") == expected)
    }

    @Test(.enabled(if: TestServer.isThere))
    func `goes on where the destination ends, for a log that grew meanwhile`() throws {
        let database = try TestDatabase()
        let log = try sample()
        try copy(log.directory, into: database.url)
        try log.commit(.vital(1), .vital(2))
        try log.commit(.vital(3))
        let report = try copy(log.directory, into: database.url)
        #expect(report.compared == 250 && report.records == 3 && report.head == 253)
        #expect(try copy(log.directory, into: database.url).records == 0)
        try export(database.url, to: folder.path + "/a")
        #expect(try contents(folder.path + "/a") == bytes(log.reader))
    }

    @Test func `never mixes two logs`() throws {
        let log = try sample()
        let other = try SampleLog()
        try other.commit([SampleFact.opened]) { line, _ in line = line.replacing("essai", with: "autre") }
        other.close()
        let before = try bytes(other.reader)
        let mixed = failure { try copy(log.directory, into: other.directory) }
        #expect(mixed?.status == .badData && mixed?.message.contains("l'enregistrement 1 diffère") == true)
        #expect(try bytes(other.reader) == before)
        try copy(log.directory, into: folder.path + "/log")
        // The beginning of the same log, an older copy.
        let first = try log.reader.record(at: LogPosition(1)).line
        try Data(first + [0x0A]).write(to: URL(fileURLWithPath: folder.path + "/old"))
        let backwards = failure { try copy(folder.path + "/old", into: folder.path + "/log") }
        #expect(backwards?.status == .badData && backwards?.message.contains("250") == true)
    }

    @Test func `refuses a source that is damaged or cut, and copies no part of a commit`() throws {
        let log = try sample()
        let whole = try bytes(log.reader)
        let file = folder.path + "/a"
        func refused(_ bytes: [UInt8], _ name: String) throws -> (ReplayFailure?, [UInt8]) {
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            let failure = failure { try copy(file, into: folder.path + "/\(name)") }
            return (failure, try self.bytes(LogFolder(folder.path + "/\(name)").open()))
        }
        var flipped = whole
        flipped[whole.count / 2] ^= 1
        #expect(try refused(flipped, "b").0?.status == .badData)
        let (cut, copied) = try refused(whole.dropLast(7), "c")
        #expect(cut?.status == .badData && cut?.message.contains("coupée") == true)
        #expect(whole.starts(with: copied))
        // Ends with a whole line that is not the end of its commit.
        let lastLine = try #require(whole.dropLast().lastIndex(of: 0x0A))
        let (half, none) = try refused(Array(whole[...lastLine]), "d")
        #expect(half?.status == .badData && half?.message.contains("milieu d'un commit") == true)
        #expect(whole.starts(with: none))
    }

    @Test func `by the commands says what was done`() throws {
        let log = try sample()
        let expected = try bytes(log.reader)
        log.close()
        let piped = try Binary.bash("$EAF log export --to - > $EAF_DATA_DIR/a", on: log)
        #expect(piped.status == 0 && piped.errors.contains("250 enregistrements copiés"))
        #expect(try contents(log.dataDirectory + "/a") == expected)
        let into = try Binary.bash("$EAF log import $EAF_DATA_DIR/a --into $EAF_DATA_DIR/log", on: log)
        #expect(into.status == 0 && into.output.hasPrefix("250 enregistrements copiés"))
        let again = try Binary.bash("$EAF log import $EAF_DATA_DIR/a --into $EAF_DATA_DIR/log --json", on: log)
        #expect(again.output.contains(#""compared":250"#) && again.output.contains(#""records":0"#))
        #expect(try Binary.bash("$EAF log export --to $EAF_DATA_DIR/a", on: log).status == 73)
        #expect(try Binary.bash("$EAF log import $EAF_DATA_DIR/a --into $EAF_DATA_DIR/a", on: log).status == 73)
        #expect(try Binary.bash("$EAF log import /nulle/part --into $EAF_DATA_DIR/x", on: log).status == 66)
        let nobody = "postgres://postgres:motdepasse@127.0.0.1:1/x"
        let away = try Binary.bash("$EAF log import $EAF_DATA_DIR/a --into \(nobody)", on: log)
        #expect(away.status == 69 && away.errors.contains("ne répond pas") && !away.errors.contains("motdepasse"))
    }

    @Test(.enabled(if: TestServer.isThere))
    func `needs a migrated database, and the command migrates it`() throws {
        let database = try TestDatabase()
        let log = try sample()
        log.close()
        let empty = try Binary.bash("$EAF log export --from-log \(database.url) --to -", on: log)
        #expect(empty.status == 78 && empty.errors.contains("eaf migrate"))
        #expect(try Binary.bash("$EAF migrate", on: log).status == 78)
        let dry = try Binary.bash("DATABASE_URL=\(database.url) $EAF migrate --dry-run", on: log)
        #expect(
            dry.output.contains("0001  records  à appliquer") && dry.output.contains("6 migration(s) à appliquer."))
        let done = try Binary.bash("DATABASE_URL=x DIRECT_URL=\(database.url) $EAF migrate", on: log)
        #expect(done.status == 0 && done.output.contains("0004  roles  appliquée"))
        let again = try Binary.bash("$EAF migrate --database \(database.url)", on: log)
        #expect(again.output.hasSuffix("Schéma à jour.\n"))
        #expect(try Binary.bash("$EAF log import $EAF_EVENTLOG_DIR --into \(database.url)", on: log).status == 0)
        let out = try Binary.bash("$EAF log export --from-log \(database.url) --to - 2>/dev/null", on: log)
        #expect(Array(out.output.utf8) == (try bytes(log.reader)))
    }
}
