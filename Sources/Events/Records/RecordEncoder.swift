/// Turns drafts into the lines of one commit.
public struct RecordEncoder: Sendable {
    /// The log's origin, the `source` of every record.
    public let source: String
    let keys: any KeyRing

    /// An encoder for one log.
    public init(source: String, keys: any KeyRing) {
        self.source = source
        self.keys = keys
    }

    /// The line of `draft` at `position`, without its line feed, and with commit and checksum still to be stamped.
    ///
    /// - Throws: `RecordEncodingError` when the person's key is gone or the record is too long; the caller turns down
    ///   that command alone.
    public func encode(_ draft: RecordDraft, at position: LogPosition) throws(RecordEncodingError) -> [UInt8] {
        let type = draft.event.type
        let typeText = type.description
        var json = JSONWriter()
        json.object { json in
            json.key("crc")
            json.plainString("00000000".utf8)
            json.field("specversion", "1.0")
            json.key("sequence")
            json.plainString(position.padded.utf8)
            json.key("commit")
            json.plainString(LogPosition.zero.padded.utf8)
            json.field("id", draft.id)
            json.field("source", source)
            json.field("type", typeText)
            json.field("subject", draft.subject.description)
            json.field("time", draft.time)
            json.field("actor", draft.actor.description)
            json.field("person", draft.person)
            json.field("correlationid", draft.context.correlationID)
            json.field("causationid", draft.context.causationID)
            json.field("idempotencykey", draft.context.idempotencyKey)
            json.field("traceparent", draft.context.traceparent)
            json.key("data")
        }
        var bytes = json.bytes
        bytes.removeLast()
        try appendData(of: draft, type: typeText, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        guard bytes.count < RecordFormat.bytesMax else { throw .tooLong(bytes: bytes.count) }
        return bytes
    }

    /// Stamps the commit that the line belongs to, once it is known, and the checksum.
    public func stamp(_ line: inout [UInt8], commit: LogPosition) {
        let digits = Array(commit.padded.utf8)
        line.replaceSubrange(RecordFormat.commitOffset..<RecordFormat.commitOffset + digits.count, with: digits)
        stampChecksum(&line)
    }

    private func appendData(
        of draft: RecordDraft, type: String, to bytes: inout [UInt8]
    ) throws(RecordEncodingError) {
        let seal = draft.person.flatMap { person in
            keys.key(for: person).map { SealContext(key: $0, recordID: draft.id, type: type) }
        }
        var payload = PayloadWriter(seal: seal)
        draft.event.write(to: &payload)
        if payload.missedKey { throw .noKey }
        bytes.append(UInt8(ascii: "{"))
        bytes.append(contentsOf: payload.json.bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private func stampChecksum(_ bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        let crc = CRC32C.checksum(bytes, RecordFormat.checkedFrom..<bytes.count)
        for index in 0..<RecordFormat.crcDigits {
            bytes[RecordFormat.crcOffset + index] = digits[Int(crc >> UInt32(28 - 4 * index) & 0xF)]
        }
    }
}
