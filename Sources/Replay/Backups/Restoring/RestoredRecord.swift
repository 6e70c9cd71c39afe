import Crypto
import Events

/// The first record of a new timeline. Its bytes depend on nothing but the backup's manifest and what was asked for.
struct RestoredRecord {
    let manifest: BackupManifest
    let manifestSHA256: SHA256Text
    /// The last record that is kept.
    let head: LogHead
    let reason: String
    let operatorName: String

    /// What an id is made of, in place of chance.
    private struct Digits: RandomNumberGenerator {
        var digest: [UInt8]
        mutating func next() -> UInt64 {
            let word = digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
            digest = Array(SHA256.hash(data: digest))
            return word
        }
    }

    private var origin: LogOrigin {
        LogOrigin(
            host: manifest.origin.host, name: manifest.origin.name, timeline: manifest.origin.timeline + 1)
    }

    /// The line, with its line feed.
    ///
    /// - Throws: `RecordEncodingError` when the reason is too long for a record.
    func line() throws(RecordEncodingError) -> [UInt8] {
        // No record of the new timeline may seem older than one that was given up.
        let time = max(head.time, manifest.head.time)
        let given = manifest.checkpoint.flatMap { $0.size > head.position.rawValue ? $0 : nil }
        let restored = LogRestored(
            timeline: origin.timeline, position: head.position, from: manifestSHA256.description,
            abandonedOrigin: manifest.origin.checkpointOrigin,
            abandonedSize: Int(clamping: given?.size ?? manifest.head.position.rawValue),
            abandonedRoot: (given?.root ?? manifest.head.root).base64, reason: reason)
        let seed = "\(manifestSHA256)\n\(head.position)\n\(operatorName)\n\(reason)"
        var digits = Digits(digest: Array(SHA256.hash(data: Array(seed.utf8))))
        let draft = RecordDraft(
            id: .timeOrdered(at: time, using: &digits), time: time, actor: .operator(operatorName),
            subject: .log(origin.name), person: nil, context: RecordContext(), event: .log(.restored(restored)))
        let encoder = RecordEncoder(source: origin.source, keys: NoKeys())
        var line = try encoder.encode(draft, at: head.position.next)
        encoder.stamp(&line, commit: head.position.next)
        return line + [0x0A]
    }
}
