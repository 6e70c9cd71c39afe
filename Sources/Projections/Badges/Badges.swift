public import Events
import HashTreeCollections

/// Badges, and the run of active days that one of them rests on.
public struct Badges: Projection {
    public static let name = "badges"

    struct Progress: Sendable, Equatable {
        /// In order of award, with the record that earned it.
        var awards: [Award] = []
        /// The last day with an action, by the clock of Paris, and how many days in a row end with it.
        var lastDay = Int.min
        var days = 0
    }

    struct Award: Sendable, Equatable {
        let badge: Badge
        let position: LogPosition
    }

    private var progress: TreeDictionary<PersonID, Progress> = [:]
    private var owners: TreeDictionary<CopieID, PersonID> = [:]

    public init() {}

    /// A person's badges, in order of award.
    public func badges(of person: PersonID) -> [Badge] { progress[person]?.awards.map(\.badge) ?? [] }

    /// The badges that the records from `first` to `last` earned the person.
    public func badges(of person: PersonID, earnedIn range: ClosedRange<LogPosition>) -> [Badge] {
        (progress[person]?.awards ?? []).filter { range.contains($0.position) }.map(\.badge)
    }

    /// How many days in a row the person was active, as of `now`: today may still be empty.
    public func streak(of person: PersonID, at now: Timestamp) -> Int {
        guard let progress = progress[person], progress.days > 0, ParisDay.of(now) - progress.lastDay <= 1 else {
            return 0
        }
        return progress.days
    }

    public mutating func apply(_ fact: Fact) {
        if case .person(.erased) = fact.event, case .account(let id) = fact.subject {
            progress[id] = nil
            return
        }
        // What a client merely says of itself counts for nothing.
        if case .telemetry = fact.event { return }
        // Any request may renew a session, also one that only tells what was looked at.
        if case .session(.renewed) = fact.event { return }
        if let user = fact.actor.user { noteActivity(of: user, fact) }
        switch (fact.event, fact.subject) {
        case (.copie(.uploaded(let data)), .copie(let id)):
            owners[id] = data.owner
            award(.firstCopy, to: data.owner, fact)
        case (.correction(.completed(let data)), .copie(let id)) where data.note > Badge.score:
            if let owner = owners[id] { award(.score15, to: owner, fact) }
        default: return
        }
    }

    private mutating func noteActivity(of person: PersonID, _ fact: Fact) {
        let day = ParisDay.of(fact.time)
        var own = progress[person] ?? Progress()
        guard own.lastDay != day else { return }
        own.days = own.lastDay == day - 1 ? own.days + 1 : 1
        own.lastDay = day
        progress[person] = own
        if own.days >= Badge.streakDays { award(.streak7, to: person, fact) }
    }

    private mutating func award(_ badge: Badge, to person: PersonID, _ fact: Fact) {
        guard !badges(of: person).contains(badge) else { return }
        progress[person, default: Progress()].awards.append(Award(badge: badge, position: fact.position))
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(progress) { out, person, own in
            out.id(person)
            out.array(own.awards) { out, award in
                out.string(award.badge.rawValue)
                out.position(award.position)
            }
            out.integer(own.lastDay)
            out.integer(own.days)
        }
        out.dictionary(owners) { out, copie, owner in
            out.id(copie)
            out.id(owner)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        progress = try input.dictionary { input throws(SnapshotError) in
            let person = try input.id(Person.self)
            let awards = try input.array { input throws(SnapshotError) in
                Award(badge: try input.choice(), position: try input.position())
            }
            return (person, Progress(awards: awards, lastDay: try input.integer(), days: try input.integer()))
        }
        owners = try input.dictionary { input throws(SnapshotError) in
            (try input.id(Copie.self), try input.id(Person.self))
        }
    }
}
