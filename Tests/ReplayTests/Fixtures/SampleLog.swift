import Events
import Foundation
import Projections
import Testing

@testable import Replay

/// A log in a temporary folder, made commit by commit, with a vault and a master key beside it.
final class SampleLog {
    static let masterKeyText = "AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA"
    static let start = Timestamp(seconds: 1_790_841_600)

    private let folder: TemporaryFolder
    private let segmentBytesMax: Int
    private let keys: VaultFile
    private var log: JSONLEventLog?
    private var ids: UInt64 = 0
    /// A minute goes by before every commit.
    private(set) var time: Timestamp

    init(segmentBytesMax: Int = 64 << 20, from time: Timestamp = start) throws {
        self.time = time
        folder = try TemporaryFolder()
        self.segmentBytesMax = segmentBytesMax
        try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
        guard let key = MasterKey(Self.masterKeyText) else { preconditionFailure("the key is well formed") }
        keys = try VaultFile(path: folder.path + "/data/vault", masterKey: key, files: POSIXFiles())
        try Data((Self.masterKeyText + "\n").utf8).write(to: URL(fileURLWithPath: folder.path + "/data/master.key"))
        try open()
    }

    var directory: String { folder.path + "/eventlog" }
    var dataDirectory: String { folder.path + "/data" }
    var masterKey: MasterKey { get throws { try #require(MasterKey(Self.masterKeyText)) } }
    var logFolder: LogFolder { get throws { try LogFolder(directory) } }
    var reader: JSONLEventLog { get throws { try logFolder.open() } }
    var head: LogPosition { log?.head.position ?? .zero }

    func open() throws {
        log = try JSONLEventLog(
            writing: directory, configuration: .init(segmentBytesMax: segmentBytesMax, floor: .zero),
            files: POSIXFiles())
    }

    /// Lets go of the log, as a server that stops does.
    func close() { log = nil }

    func makeKey(for person: PersonID) throws { try keys.makeKey(for: person) }
    func erase(_ person: PersonID) throws { try keys.erase(person) }

    /// Appends one commit.
    func commit(_ facts: SampleFact...) throws { try commit(facts) { _, _ in } }

    /// Appends one commit whose lines `change` has rewritten; the checksums are made right again afterwards.
    func commit(_ facts: [SampleFact], change: (_ line: inout String, _ commit: inout LogPosition) -> Void) throws {
        guard let log else { preconditionFailure("the log is closed") }
        time = time.adding(seconds: 60)
        let encoder = RecordEncoder(source: "/eaf/essai/1", keys: keys)
        let last = LogPosition(log.head.position.rawValue + UInt64(facts.count))
        var lines: [[UInt8]] = []
        for fact in facts {
            ids += 1
            let draft = RecordDraft(
                id: RecordID(high: 0x019A_0000_0000_7000, low: 0x8000_0000_0000_0000 | ids),
                time: fact.time ?? time, actor: fact.actor, subject: fact.subject, person: fact.person,
                context: RecordContext(), event: fact.event)
            let position = LogPosition(log.head.position.rawValue + UInt64(lines.count + 1))
            var text = String(decoding: try encoder.encode(draft, at: position), as: UTF8.self)
            var commit = last
            change(&text, &commit)
            var line = Array(text.utf8)
            encoder.stamp(&line, commit: commit)
            lines.append(line)
        }
        let commit = CommitLines(lines: lines, time: time)
        _ = try log.append(after: log.head.position, catchUp: { _ in }, batch: { _ in commit })
    }

    func verify(from position: LogPosition = .zero) throws -> VerifyReport {
        try LogVerification.run(try logFolder, from: position) { _ in }
    }
}
