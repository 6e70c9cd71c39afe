import Events
import Foundation

/// A segment of the log as a backup holds it: whole in one object, or in chunks that follow each other.
struct BackupSegment: Codable, Equatable, Sendable {
    /// The position that the segment's file is named after.
    let first: LogPosition
    /// Nothing is added to it any more.
    var isClosed: Bool
    /// Never empty.
    var pieces: [BackupPiece]

    var last: LogPosition { pieces.last?.to ?? first }
    /// Bytes of the segment's file, as far as they are here.
    var bytes: Int { pieces.reduce(0) { $0 + $1.bytes } }
}

/// One object that holds consecutive records, whole commits, compressed.
struct BackupPiece: Codable, Equatable, Sendable {
    /// The object's key.
    let key: String
    let from: LogPosition
    let to: LogPosition
    /// The time of the record at `to`.
    let time: Timestamp
    /// Of the lines.
    let bytes: Int
    let sha256: SHA256Text
    /// Of the object as it is stored.
    let storedBytes: Int
    let storedSHA256: SHA256Text
}

/// An object that holds the entries of consecutive closed segments, as JSON lines.
struct SegmentList: Codable, Equatable, Sendable {
    /// How many segments a list has.
    static let count = 64

    let key: String
    let first: LogPosition
    let last: LogPosition
    /// The time of the record at `last`.
    let time: Timestamp
    /// Of the segments' lines.
    let bytes: Int
    let storedBytes: Int
    let storedSHA256: SHA256Text

    /// The object's content.
    ///
    /// - Throws: an error of the encoder.
    static func lines(of segments: [BackupSegment]) throws -> [UInt8] {
        try segments.flatMap { [UInt8](try CanonicalJSON.encode($0)) + [0x0A] }
    }

    /// Reads the content; nil when it is something else.
    static func segments(in lines: [UInt8]) -> [BackupSegment]? {
        try? lines.split(separator: 0x0A).map { try JSONDecoder().decode(BackupSegment.self, from: Data($0)) }
    }
}

/// A snapshot of the read models, sealed under the master key as it is on the server.
struct BackupSnapshot: Codable, Equatable, Sendable {
    /// Snapshots are listed for so long.
    static let daysKept = 14

    let key: String
    let position: LogPosition
    let shippedAt: Timestamp
    let storedBytes: Int
    let storedSHA256: SHA256Text
}
