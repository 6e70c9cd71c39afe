@testable import Events

/// A record's line written by hand, so that tests can write what the encoder never would.
struct RecordText {
    static let time = Timestamp(seconds: 1_790_000_000)
    static let id = "019b76da-a800-7000-8000-000000000001"

    var specversion = "1.0"
    var position: UInt64
    var commit: UInt64?
    var type = "fr.eaf.log.opened.v1"
    var subject = "log/essai"
    var time = RecordText.time
    var actor = "anonymous"
    /// Further members, as JSON with a comma before each.
    var more = ""
    var data = #"{"format":1,"name":"essai","timeline":1}"#

    /// The attributes after the checksum, without the brace that closes the record.
    var attributes: String {
        let sequence = LogPosition(position).padded
        let commit = LogPosition(commit ?? position).padded
        return #""specversion":"\#(specversion)","sequence":"\#(sequence)","commit":"\#(commit)","id":"\#(Self.id)","#
            + #""source":"/eaf/essai/1","type":"\#(type)","subject":"\#(subject)","time":"\#(time)","#
            + #""actor":"\#(actor)"\#(more),"data":\#(data)"#
    }

    var bytes: [UInt8] { Self.checked(attributes + "}") }

    /// A line with the right checksum before `rest`.
    static func checked(_ rest: String) -> [UInt8] {
        let bytes = Array(rest.utf8)
        let digits = String(CRC32C.checksum(bytes), radix: 16)
        let padded = String(repeating: "0", count: 8 - digits.count) + digits
        return Array(#"{"crc":"\#(padded)","#.utf8) + bytes
    }
}
