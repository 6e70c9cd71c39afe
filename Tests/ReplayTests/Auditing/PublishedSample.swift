import Events
import Foundation
import Testing

@testable import Replay

/// A sample log that publishes its tree.
struct PublishedSample {
    let log: SampleLog
    let key = SigningKey.random()
    let origin = LogOrigin(host: "eaf.example.fr", name: "essai", timeline: 1)

    init(records: Int = 0) throws {
        log = try SampleLog(segmentBytesMax: 4_000)
        try log.commit(.opened)
        try grow(records)
    }

    var verifier: NoteVerifier { NoteSigner(name: origin.checkpointOrigin, key: key).verifier }
    var pin: PinnedCheckpoint { PinnedCheckpoint(path: log.dataDirectory + "/pins/essai.checkpoint") }

    /// Appends records and publishes the tree over them.
    func grow(_ records: Int) throws {
        for index in 0..<records { try log.commit(.vital(Double(index))) }
        try publish()
    }

    func publish(as origin: LogOrigin? = nil, by key: SigningKey? = nil) throws {
        let place = TreePlace(eventlog: log.directory, data: log.dataDirectory)
        try TreeIntegrator(
            log: try log.reader, origin: origin ?? self.origin, place: place, key: key ?? self.key,
            files: POSIXFiles()
        ).catchUp()
    }

    /// Forgets what was published and signed, as somebody would who wants to sign something else.
    func unpublish() throws {
        for path in [
            log.directory + "/tiles", log.directory + "/checkpoint", log.dataDirectory + "/signed-checkpoint",
        ] {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    func light(acceptsTimeline: Bool = false) async throws -> CheckpointAudit.Report {
        try await audit(acceptsTimeline: acceptsTimeline).report
    }

    func audit(acceptsTimeline: Bool = false) async throws -> (
        report: CheckpointAudit.Report, checkpoint: Checkpoint?
    ) {
        try await CheckpointAudit(
            LocalPublication(try log.logFolder), verifier: verifier, pin: pin, acceptsTimeline: acceptsTimeline
        ).run()
    }

    func sample(_ count: Int, subject: String? = nil, seed: UInt64 = 1) async throws -> SampleAudit.Report {
        let checkpoint = try #require(try await audit().checkpoint)
        var audit = SampleAudit(
            try log.reader, tiles: try log.logFolder.tiles, checkpoint: checkpoint, seed: seed)
        return try audit.run(count: count, subject: subject)
    }

    func full() async throws -> VerifyReport {
        let checkpoint = try await audit().checkpoint
        return try LogVerification.run(try log.logFolder, from: .zero, checkpoint: checkpoint) { _ in }
    }

    /// Changes a record as an attacker would who knows the format: the line's own checksum is right again.
    func forge(_ position: Int, _ text: String, _ other: String) throws {
        log.close()
        defer { try? log.open() }
        let encoder = RecordEncoder(source: origin.source, keys: NoKeys())
        for name in try log.segments {
            try log.rewriteLines(name) { lines in
                for index in lines.indices {
                    guard let record = try? RecordParser.parse(line: lines[index]),
                        record.position.rawValue == UInt64(position)
                    else { continue }
                    var line = Array(String(decoding: lines[index], as: UTF8.self).replacing(text, with: other).utf8)
                    encoder.stamp(&line, commit: record.commit)
                    lines[index] = line
                }
            }
        }
    }
}

private struct NoKeys: KeyRing {
    func key(for person: PersonID) -> PersonKey? { nil }
}
