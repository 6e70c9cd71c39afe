import Foundation

/// What a witness cosigned last, of every log it looks after.
///
/// In its file: `{"format":1,"logs":[{"cosignedAt":<seconds since 1970>,"note":"<the log's signed checkpoint>"},…]}`, ordered by
/// origin. The notes are evidence: each is signed by its log.
struct WitnessState: Sendable, Equatable {
    static let format = 1

    /// What is known of one log.
    struct Entry: Sendable, Equatable {
        let checkpoint: Checkpoint
        /// As the log signed it.
        let note: SignedNote
        /// In seconds since 1970.
        let cosignedAt: UInt64
    }

    /// By origin.
    var entries: [String: Entry] = [:]

    private struct Stored: Codable {
        struct Log: Codable {
            let cosignedAt: UInt64
            let note: String
        }

        let format: Int
        let logs: [Log]
    }

    init() {}

    /// Reads the file; nil when it is not one.
    init?(_ bytes: [UInt8]) {
        guard let stored = try? JSONDecoder().decode(Stored.self, from: Data(bytes)), stored.format == Self.format
        else { return nil }
        for log in stored.logs {
            guard let note = try? SignedNote(log.note.utf8), let checkpoint = try? Checkpoint(note.text) else {
                return nil
            }
            entries[checkpoint.origin] = Entry(checkpoint: checkpoint, note: note, cosignedAt: log.cosignedAt)
        }
        guard entries.count == stored.logs.count else { return nil }
    }

    /// The file's bytes.
    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.field("format", Self.format)
            json.key("logs")
            json.array { json in
                for (_, entry) in entries.sorted(by: { $0.key < $1.key }) {
                    json.object { json in
                        json.key("cosignedAt")
                        json.integer(entry.cosignedAt)
                        json.field("note", entry.note.encoded)
                    }
                }
            }
        }
        return json.bytes + [0x0A]
    }
}
