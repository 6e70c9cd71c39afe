import Events
import Foundation

/// Makes a log of mixed records: a school's life, every type in plausible proportion, sealed under persons' keys.
struct BenchLog {
    static let accounts = 20_000

    /// What stands for the file of every copie.
    static let blob = Array("bench blob\n".utf8)
    /// SHA-256 of `blob`.
    static let blobDigest = "af803c3aa443464f763e727c4d29038d6187607d57be70ecd4bb9732a591e6ae"

    /// Of a thousand records, how many are subjects, and how many copies with their corrections: the long ones.
    private let subjects: Int
    private let copies: Int
    private let vault: VaultFile
    private let encoder: RecordEncoder
    private var generator = SystemRandomNumberGenerator()
    private var people: [PersonID] = []
    private var sessions: [(SessionID, PersonID)] = []
    private var epreuves: [(EpreuveID, PersonID)] = []
    private var time = Timestamp(seconds: 1_760_000_000)

    /// - Parameter isLight: records of about 500 bytes on average instead of about 700.
    init(folder: String, masterKey: MasterKey, isLight: Bool = false) throws {
        (subjects, copies) = isLight ? (6, 8) : (20, 15)
        vault = try VaultFile(path: folder + "/vault", masterKey: masterKey, files: NoSync())
        encoder = RecordEncoder(source: "/eaf/eaf/1", keys: vault)
    }

    /// Appends `count` records to the log in `path`.
    mutating func write(_ count: Int, to path: String) throws {
        let log = try JSONLEventLog(writing: path, configuration: .standard, files: NoSync())
        var pending: [RecordDraft] = []
        if log.head.position == .zero {
            let opened = LogOpened(format: 1, name: "eaf", timeline: 1, host: nil)
            pending.append(draft(.log("eaf"), nil, .log(.opened(opened))))
        }
        var written = 0
        while written < count {
            while pending.count < 1_000 { pending += try next() }
            let batch = Array(pending.prefix(min(1_000, count - written)))
            pending.removeFirst(batch.count)
            _ = try log.append(after: log.head.position, catchUp: { _ in }) { head in
                lines(batch, after: head.position)
            }
            written += batch.count
        }
    }

    private func lines(_ drafts: [RecordDraft], after position: LogPosition) -> CommitLines? {
        let commit = LogPosition(position.rawValue + UInt64(drafts.count))
        var at = position
        var lines: [[UInt8]] = []
        for draft in drafts {
            at = at.next
            guard var line = try? encoder.encode(draft, at: at) else { return nil }
            encoder.stamp(&line, commit: commit)
            lines.append(line)
        }
        return CommitLines(lines: lines, time: drafts[drafts.count - 1].time)
    }

    private mutating func draft(_ subject: Subject, _ person: PersonID?, _ event: Event) -> RecordDraft {
        time = Timestamp(microseconds: time.microseconds + 20_000)
        return RecordDraft(
            id: .timeOrdered(at: time, using: &generator), time: time, actor: person.map { .user($0) } ?? .anonymous,
            subject: subject, person: person, context: RecordContext(correlationID: "bench-request-1234"),
            event: event)
    }

    private mutating func next() throws -> [RecordDraft] {
        if people.count < Self.accounts, people.count < 50 || Int.random(in: 0..<100, using: &generator) < 4 {
            return [try account()]
        }
        let person = people[Int.random(in: 0..<people.count, using: &generator)]
        switch Int.random(in: 0..<1_000, using: &generator) {
        case 0..<180: return [session(person)]
        case 180..<240: return [closing()].compactMap { $0 }
        case 240..<240 + subjects: return [epreuve(person)]
        case 260..<260 + copies: return corrected()
        case 275..<300: return [profile(person)]
        case 300..<420: return [telemetry(person)]
        default: return [vital()]
        }
    }

    private mutating func account() throws -> RecordDraft {
        let person = PersonID.random(using: &generator)
        try vault.makeKey(for: person)
        people.append(person)
        let hash = KeyedHash(key: MasterKey.random().derived(for: "x")).of(person.description)
        let data = AccountRegistered(
            role: .eleve, emailHash: hash, email: .clear("eleve.\(people.count)@lycee.example"),
            passwordHash: .clear("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$\(hash)"),
            profile: .clear(.atRegistration(displayName: "Élève \(people.count)", role: .eleve)), invitation: nil)
        return draft(.account(person), person, .account(.registered(data)))
    }

    private mutating func session(_ person: PersonID) -> RecordDraft {
        let id = SessionID.random(using: &generator)
        sessions.append((id, person))
        if sessions.count > 4_000 { sessions.removeFirst(2_000) }
        let token = Base64URL.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let data = SessionOpened(
            account: person, tokenHash: token, method: "password", expiresAt: time.adding(seconds: 1_209_600),
            endsAt: time.adding(seconds: 7_776_000), userAgent: .clear("Mozilla/5.0 (X11; Linux x86_64; rv:140.0)"))
        return draft(.session(id), person, .session(.opened(data)))
    }

    private mutating func closing() -> RecordDraft? {
        guard let (id, person) = sessions.popLast() else { return nil }
        return draft(.session(id), nil, .session(.closed(SessionClosed(account: person, cause: .logout))))
    }

    private mutating func epreuve(_ person: PersonID) -> RecordDraft {
        let id = EpreuveID.random(using: &generator)
        epreuves.append((id, person))
        let content = EpreuveContent(
            sujet: "Vous commenterez ce texte.",
            texte: String(repeating: "Un vers de douze syllabes, ou peu s’en faut. ", count: 40),
            consignes: "Quatre heures.", source: "domaine public", motsCles: ["vers"], oeuvre: nil, theme: nil)
        let data = EpreuveGenerated(
            owner: person, type: .commentaire, origin: .bank, bankID: "commentaire-\(epreuves.count % 20)",
            matchesWish: true, bareme: .official(for: .commentaire), content: .clear(content))
        return draft(.epreuve(id), person, .epreuve(.generated(data)))
    }

    private mutating func corrected() -> [RecordDraft] {
        guard let (epreuve, person) = epreuves.randomElement(using: &generator) else { return [] }
        let copie = Subject.copie(.random(using: &generator))
        let run = CorrectionRunID.random(using: &generator)
        let uploaded = CopieUploaded(
            epreuve: epreuve, owner: person, sha256: Self.blobDigest, blob: Self.blobDigest, bytes: 180_000,
            declaredType: "application/pdf", fileType: "application/pdf", pages: 4)
        let started = CorrectionStarted(run: run, attempt: 1, worker: "local", leaseUntil: time.adding(seconds: 900))
        let text = String(repeating: "Le poète évoque la nature avec douceur. ", count: 60)
        let read = CopieRead(
            run: run, method: .textLayer, pages: 4, words: 1_200, confidence: nil, textBlob: nil, text: .clear(text))
        let called = ModelCalled(
            skill: "correcteur", provider: "local", model: "regles-1", tokensIn: 0, tokensOut: 0,
            latencyMilliseconds: 120, costMicroEuros: 0, outcome: "success", copie: nil)
        let correction = Correction(
            note: 10,
            bilan: .init(global: text, pointsForts: ["clair"], axesAmelioration: ["plan"]),
            rubriques: MarkingScheme.official(for: .commentaire).rubriques.map {
                .init(
                    titre: $0.titre, note: $0.max / 2, max: $0.max, appreciation: "Correct.", conseils: [],
                    indices: [])
            }, annotations: [], corrigeType: text, conseilFinal: "Relisez-vous.", provisoire: true,
            correcteur: .init(fournisseur: "local", modele: "regles-1", modeleDeLangue: false, avertissement: nil))
        let completed = CorrectionCompleted(
            run: run, attempt: 1, note: 10, provider: "local", model: "regles-1", provisional: true,
            correction: .clear(correction))
        return [
            draft(copie, person, .copie(.uploaded(uploaded))),
            draft(copie, person, .correction(.requested(CorrectionRequested(cause: .upload)))),
            draft(copie, nil, .correction(.started(started))), draft(copie, person, .copie(.read(read))),
            draft(.modelCall(.random(using: &generator)), nil, .model(.called(called))),
            draft(copie, person, .correction(.completed(completed))),
        ]
    }

    private mutating func profile(_ person: PersonID) -> RecordDraft {
        var fields = ProfileFields()
        fields.targetScore = "15/20"
        let data = AccountProfileChanged(changed: fields.present, profile: .clear(fields))
        return draft(.account(person), person, .account(.profileChanged(data)))
    }

    private mutating func telemetry(_ person: PersonID) -> RecordDraft {
        let data = TelemetryRecorded(
            kind: .navigation, feature: .clear("page_view"), path: .clear("/atelier-ecrit"), payload: nil)
        return draft(.account(person), person, .telemetry(.recorded(data)))
    }

    private mutating func vital() -> RecordDraft {
        let name = VitalName.allCases[Int.random(in: 0..<VitalName.allCases.count, using: &generator)]
        let value =
            name == .CLS
            ? Double.random(in: 0...0.4, using: &generator)
            : Double.random(in: 10...5_000, using: &generator).rounded()
        let data = VitalReported(
            name: name, value: value, rating: .of(name, value), page: "/atelier-ecrit", metricID: nil,
            navigationType: nil)
        return draft(.vital(name.rawValue), nil, .vital(.reported(data)))
    }
}
