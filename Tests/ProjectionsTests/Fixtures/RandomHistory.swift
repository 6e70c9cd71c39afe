@testable import Events
@testable import Projections

/// A school that goes about its work at random, but never does what the commands would turn down.
struct RandomHistory {
    struct Work {
        let id: CopieID
        let owner: PersonID
        var status = CopieStatus.pending
        var attempt = 0
    }

    private(set) var generator: SeededGenerator
    private(set) var time = Happening.beginning
    private var pupils: [PersonID] = []
    private var teachers: [PersonID] = []
    private var erased: Set<PersonID> = []
    private var sessions: [(id: SessionID, account: PersonID, ends: Timestamp)] = []
    private var invitations: [InvitationID] = []
    private var classes: [(id: ClassID, teacher: PersonID)] = []
    private var attends: [PersonID: ClassID] = [:]
    private var epreuves: [(id: EpreuveID, owner: PersonID)] = []
    private var copies: [Work] = []
    private var timeline = 1

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A history of `count` happenings, the opening of the log first.
    static func happenings(seed: UInt64, count: Int) -> [Happening] {
        var history = RandomHistory(seed: seed)
        return [Happening.logOpened.at(history.time)] + (1..<count).map { _ in history.next() }
    }

    private mutating func next() -> Happening {
        // Mostly seconds, now and then days, so that sessions, leases, streaks and idempotency keys run out.
        time = time.adding(seconds: generator.below(12) == 0 ? generator.below(200_000) : generator.below(400))
        while true {
            let happening =
                switch generator.below(4) {
                case 0: person()
                case 1: teaching()
                case 2: work()
                default: report()
                }
            guard var found = happening else { continue }
            if generator.below(3) == 0 {
                found.key = IdempotencyKey(
                    actor: found.actor.description, route: "POST /", key: "\(generator.next())", body: [1, 2])
            }
            return found.at(time)
        }
    }

    private mutating func person() -> Happening? {
        switch generator.below(11) {
        case 0, 1: return register()
        case 2: return anybody().map { .roleChanged($0, to: one(of: Role.allCases) ?? .eleve) }
        case 3: return anybody().map { .passwordChanged($0) }
        case 4:
            let fields = Array(ProfileField.allCases.shuffled(using: &generator).prefix(1 + generator.below(3)))
            return anybody().map { .profileChanged($0, fields) }
        case 5, 6: return anybody().map { open($0) }
        case 7:
            guard let session = one(of: sessions.filter { $0.ends > time }) else { return nil }
            let expiry = min(session.ends, time.adding(seconds: 90_000))
            return .renewed(session.id, of: session.account, until: expiry)
        case 8:
            guard let session = one(of: sessions) else { return nil }
            sessions.removeAll { $0.id == session.id }
            let cause = one(of: [SessionCloseCause.logout, .revoked, .passwordChanged, .operator])
            return .closed(session.id, of: session.account, cause ?? .logout)
        case 9: return invite()
        default: return generator.below(8) == 0 ? erase() : nil
        }
    }

    private mutating func register() -> Happening {
        let id: PersonID = .random(using: &generator)
        let teaches = generator.below(4) == 0
        if teaches { teachers.append(id) } else { pupils.append(id) }
        return .registered(id, email: "\(id)", role: teaches ? .enseignant : .eleve)
    }

    private mutating func open(_ account: PersonID) -> Happening {
        let ends = time.adding(seconds: 400_000)
        let id: SessionID = .random(using: &generator)
        sessions.append((id, account, ends))
        return .opened(id, of: account, token: "\(id)", until: time.adding(seconds: 90_000), ends: ends)
    }

    private mutating func invite() -> Happening? {
        guard generator.below(2) == 0, let id = invitations.popLast() else {
            let id: InvitationID = .random(using: &generator)
            invitations.append(id)
            return .invited(id, code: "\(id)", until: time.adding(seconds: 500_000))
        }
        return generator.below(2) == 0 ? .invitationRevoked(id) : anybody().map { .invitationUsed(id, by: $0) }
    }

    private mutating func erase() -> Happening? {
        guard let id = anybody() else { return nil }
        erased.insert(id)
        pupils.removeAll { $0 == id }
        teachers.removeAll { $0 == id }
        sessions.removeAll { $0.account == id }
        epreuves.removeAll { $0.owner == id }
        return .erased(id)
    }

    private mutating func teaching() -> Happening? {
        let open = classes.filter { !erased.contains($0.teacher) }
        switch generator.below(8) {
        case 0:
            let teacher = one(of: teachers.filter { id in !classes.contains { $0.teacher == id } })
            guard let teacher else { return nil }
            let id: ClassID = .random(using: &generator)
            classes.append((id, teacher))
            return .classOpened(id, by: teacher, code: "C\(classes.count)")
        case 1:
            let code = "R\(generator.next())"
            return one(of: open).map { .codeRotated($0.id, by: $0.teacher, to: code) }
        case 2: return one(of: open).map { .exported($0.id, by: $0.teacher, pupils: 3) }
        case 3:
            guard let pupil = one(of: pupils), let id = attends.removeValue(forKey: pupil) else { return nil }
            return .left(pupil, id)
        default:
            guard let pupil = one(of: pupils), let other = one(of: open), attends[pupil] != other.id
            else { return nil }
            attends[pupil] = other.id
            return .enrolled(pupil, in: other.id)
        }
    }

    private mutating func work() -> Happening? {
        switch generator.below(8) {
        case 0, 1:
            guard let owner = one(of: pupils) else { return nil }
            let id: EpreuveID = .random(using: &generator)
            epreuves.append((id, owner))
            return .given(id, to: owner, bankID: generator.below(2) == 0 ? "banque-\(generator.below(9))" : nil)
        case 2, 3:
            guard let epreuve = one(of: epreuves) else { return nil }
            let work = Work(id: .random(using: &generator), owner: epreuve.owner)
            copies.append(work)
            return .handedIn(work.id, by: work.owner, epreuve: epreuve.id, blob: "blob-\(generator.next())")
        default:
            guard !copies.isEmpty else { return nil }
            return correct(generator.below(copies.count))
        }
    }

    private mutating func correct(_ index: Int) -> Happening? {
        let work = copies[index]
        // Nothing personal can be recorded of an erased person any more, only that a run failed.
        let isErased = erased.contains(work.owner)
        switch work.status {
        case .pending:
            copies[index].status = .processing
            copies[index].attempt += 1
            return .started(
                work.id, attempt: work.attempt + 1, run: .random(using: &generator), lease: time.adding(seconds: 300))
        case .processing:
            if !isErased, generator.below(3) == 0 {
                return .read(work.id, textBlob: generator.below(3) == 0 ? "text-\(generator.next())" : nil)
            }
            if generator.below(6) == 0 {
                copies[index].status = .pending
                copies[index].attempt = max(0, work.attempt - 1)
                return .postponed(work.id, attempt: work.attempt, next: time.adding(seconds: 60))
            }
            let final = isErased || generator.below(2) == 0
            copies[index].status = isErased || generator.below(3) == 0 ? (final ? .error : .pending) : .done
            if copies[index].status == .done {
                return .completed(
                    work.id, attempt: work.attempt, note: Double(generator.below(41)) / 2,
                    quotesDropped: generator.below(3) == 0 ? generator.below(4) : nil)
            }
            return .failed(
                work.id, attempt: work.attempt, final: final, next: final ? nil : time.adding(seconds: 600))
        case .done where !isErased && generator.below(2) == 0:
            if generator.below(2) == 0 {
                return one(of: teachers).map { .marked(work.id, by: $0, note: Double(generator.below(41)) / 2) }
            }
            let comment: CommentID = .random(using: &generator)
            return one(of: teachers).map { .commented(work.id, by: $0, comment) }
        case .done, .error:
            copies[index].status = .pending
            copies[index].attempt = 0
            return .requested(work.id, by: isErased ? .mme : work.owner, isErased ? .teacher : .pupil)
        }
    }

    private mutating func library() -> Happening? {
        let name = "texte-\(generator.below(6))"
        switch generator.below(5) {
        case 0: return .documentAdded(name, digest: "\(generator.below(3))", bytes: generator.below(900))
        case 1: return .documentRemoved(name)
        case 2: return .documentPart(name, 2)
        default: return one(of: pupils).map { .searched(by: $0, one(of: SearchMode.allCases) ?? .lexical) }
        }
    }

    private mutating func report() -> Happening? {
        if generator.below(8) == 0 { return library() }
        switch generator.below(4) {
        case 0 where generator.below(6) == 0:
            return .budgetReached(generator.below(2) == 0 ? .day : .month, until: time.adding(seconds: 40_000))
        case 0: return operation()
        case 1:
            return .called(
                "m\(generator.below(3))", milliseconds: generator.below(30_000),
                tokens: (in: generator.below(9_000), out: generator.below(900)), microEuros: generator.below(5_000),
                outcome: generator.below(5) == 0 ? "timeout" : "success")
        case 2: return .measured(one(of: VitalName.allCases) ?? .LCP, generator.share() * 8_000)
        default: return anybody().map { .recorded(by: $0, one(of: TelemetryKind.allCases) ?? .quiz) }
        }
    }

    private mutating func operation() -> Happening? {
        switch generator.below(6) {
        case 4:
            return anybody().map { .consent($0, to: "modele \(generator.below(2))", generator.below(3) > 0) }
        case 0: return anybody().map { .unsealing($0, generator.below(2) == 0) }
        case 1: return anybody().map { .consulted(by: $0, one(of: AuditView.allCases) ?? .events) }
        case 2: return anybody().map { .personExported($0) }
        case 3: return .drilled(generator.below(3) > 0, through: LogPosition(UInt64(generator.below(900))))
        default:
            guard generator.below(4) == 0 else { return nil }
            timeline += 1
            return .restored(timeline: timeline, keeping: LogPosition(UInt64(1 + generator.below(900))))
        }
    }

    private mutating func anybody() -> PersonID? { one(of: pupils + teachers) }

    private mutating func one<Choice>(of choices: [Choice]) -> Choice? {
        choices.isEmpty ? nil : choices[generator.below(choices.count)]
    }
}
