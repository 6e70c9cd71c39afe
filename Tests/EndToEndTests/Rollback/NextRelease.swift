import Events
import Foundation
import Testing

/// What a release after this one may have written into a log before somebody went back: `Tests/Fixtures/rollback`.
///
/// The lines there are records from their `type` on: types, versions, entities, attributes and members that this release does not
/// know. A release must read them; what a line there holds is what later releases may rely on.
struct NextRelease {
    private static let fixture = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../Fixtures/rollback/next-release.ndjson")

    /// How many records there are, and how many of them are of types or versions that this release does not know.
    let records: Int
    let unknown: Int

    /// Appends the records to the log of a server that is stopped, all as one commit.
    init(appendingTo place: Place, pupil: String, copie: String) throws {
        let lines = try String(contentsOf: Self.fixture, encoding: .utf8).split(separator: "\n")
        let last = try #require(try LogFile(place).lines.last?.position)
        let commit = Self.padded(last + lines.count)
        let time = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)).description
        var bytes = Data()
        for (number, line) in lines.enumerated() {
            let filled = line.replacing("$TIME", with: time).replacing("$PUPIL", with: pupil)
                .replacing("$COPIE", with: copie).replacing(
                    "$LONG", with: String(repeating: "bonjour ", count: 7_000))
            let id = "0199bbbb-0000-7000-8000-\(String(Self.padded(number + 1).suffix(12)))"
            let rest =
                #""specversion":"1.0","sequence":"\#(Self.padded(last + number + 1))","commit":"\#(commit)","id":"\#(id)","#
                + #""source":"/eaf/eaf/1",\#(filled)}"#
            let checked = Array(rest.utf8)
            let sum = String(CRC32C.checksum(checked, 0..<checked.count), radix: 16)
            bytes +=
                Data(#"{"crc":"\#(String(repeating: "0", count: 8 - sum.count) + sum)","#.utf8) + checked + [0x0A]
        }
        try place.rewriteLastSegment { $0 += bytes }
        records = lines.count
        unknown = lines.count { !$0.contains("fr.eaf.vital.reported.v1") }
    }

    private static func padded(_ number: Int) -> String { LogPosition(UInt64(number)).padded }
}
