import Events

/// The keys of a backup's objects, without the suffix that encrypted ones have.
enum ObjectName {
    /// What the key of an encrypted object ends with.
    static let sealedSuffix = ".enc"
    /// Names everything else; the only object that a reader has to know the name of.
    static let manifest = "manifest"
    static let checkpoint = "checkpoint"

    /// A closed segment, whole.
    static func segment(_ first: LogPosition) -> String { "segments/\(first.padded).jsonl.zst" }

    /// A part of a segment that is or was open.
    static func chunk(of segment: LogPosition, _ from: LogPosition, _ to: LogPosition) -> String {
        "tails/\(segment.padded)/\(from.padded)-\(to.padded).jsonl.zst"
    }

    /// The entries of consecutive closed segments, which the manifest need not repeat every second.
    static func list(_ first: LogPosition, _ last: LogPosition) -> String {
        "lists/\(first.padded)-\(last.padded).json"
    }

    static func blob(_ sha256: SHA256Text) -> String { "blobs/\(sha256.description.prefix(2))/\(sha256)" }

    /// A part of the vault; overwritten whenever it changes, so that no history of keys is kept.
    static func vault(part: Int) -> String {
        let digits = String(part)
        return "vault/" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    static func tile(_ tile: TilePath) -> String { "tiles/\(tile.text)" }

    static func snapshot(_ position: LogPosition, _ sha256: SHA256Text) -> String {
        "snapshots/\(position.padded)-\(sha256.description.prefix(16)).snapshot"
    }
}
