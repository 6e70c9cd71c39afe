@testable import Events

/// A golden log: what its file must say, written out in Swift.
///
/// A file that a release shipped is never changed. A new type, or a new optional member, comes with a golden log of
/// its own: add it to `all`, and `GoldenMaker` writes its file.
struct GoldenLog: Sendable {
    /// Of the file, without `.jsonl`.
    let name: String
    let source: String
    let commits: [GoldenCommit]

    static let all: [GoldenLog] = [
        GoldenLog(
            name: "story", source: "/eaf/demo/1",
            commits: opening + accounts + sessions + classes + epreuves + copies + corrections + failures + reports),
        GoldenLog(name: "operations", source: "/eaf/demo/1", commits: operations),
        GoldenLog(name: "models", source: "/eaf/demo/1", commits: models),
        GoldenLog(name: "library", source: "/eaf/demo/1", commits: library),
        GoldenLog(name: "import", source: "/eaf/demo/1", commits: imported),
        GoldenLog(name: "profile", source: "/eaf/demo/1", commits: takenBack),
        GoldenLog(name: "consents", source: "/eaf/demo/1", commits: consents),
    ]
}

/// The facts of one commit, at one time, by one actor.
struct GoldenCommit: Sendable {
    let time: Timestamp
    let actor: Actor
    let context: RecordContext
    let facts: [GoldenFact]

    init(at time: Timestamp, by actor: Actor, context: RecordContext = RecordContext(), _ facts: GoldenFact...) {
        self.time = time
        self.actor = actor
        self.context = context
        self.facts = facts
    }
}

/// One fact and whom it is about.
struct GoldenFact: Sendable {
    let subject: Subject
    let person: PersonID?
    let event: Event

    init(_ subject: Subject, _ person: PersonID?, _ event: Event) {
        self.subject = subject
        self.person = person
        self.event = event
    }
}

/// A fact in its place.
struct GoldenRecord: Sendable {
    let position: LogPosition
    let commit: LogPosition
    let draft: RecordDraft

    /// The line as `encoder` writes it today.
    ///
    /// - Throws: `RecordEncodingError`.
    func line(_ encoder: RecordEncoder) throws -> [UInt8] {
        var line = try encoder.encode(draft, at: position)
        encoder.stamp(&line, commit: commit)
        return line
    }
}

extension GoldenLog {
    /// Every record, in order, positions from 1.
    var records: [GoldenRecord] {
        var records: [GoldenRecord] = []
        for commit in commits {
            let end = LogPosition(UInt64(records.count + commit.facts.count))
            for fact in commit.facts {
                let number = UInt64(records.count + 1)
                let draft = RecordDraft(
                    id: .golden(record: number, at: commit.time), time: commit.time, actor: commit.actor,
                    subject: fact.subject, person: fact.person, context: commit.context, event: fact.event)
                records.append(GoldenRecord(position: LogPosition(number), commit: end, draft: draft))
            }
        }
        return records
    }
}
