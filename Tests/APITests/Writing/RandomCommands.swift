import Events
import Projections

@testable import API

/// Commands at random, most of them sensible in the state they are made for.
struct RandomCommands {
    private static let names = ["Léa", "Max", "Zoé", "Ana"]

    private var generator: SplitMixGenerator
    private(set) var persons: [PersonID] = []
    private var sessions: [SessionID] = []
    private var runs: [CopieID: CorrectionRunID] = [:]

    init(seed: UInt64) { generator = SplitMixGenerator(seed: seed) }

    mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }

    /// A new person; the caller makes the key.
    mutating func newPerson() -> PersonID {
        let person = PersonID.random(using: &generator)
        persons.append(person)
        return person
    }

    mutating func register(_ person: PersonID) -> RegisterAccount {
        RegisterAccount(
            account: person, role: number(below: 4) == 0 ? .enseignant : .eleve, email: "p@lycee.fr",
            emailHash: digest(), passwordHash: "$argon2id$", displayName: Self.names.randomElement(using: &generator),
            invitationCodeHash: nil, session: session())
    }

    private mutating func session() -> NewSession {
        let id = SessionID.random(using: &generator)
        sessions.append(id)
        return NewSession(id: id, tokenHash: digest(), userAgent: "tests")
    }

    private mutating func digest() -> String {
        Base64URL.encode((0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }

    /// The next command, and who gives it.
    mutating func next(in state: ReadModels) -> (command: any Command, actor: Actor) {
        guard let person = persons.randomElement(using: &generator) else { return (vital(), .anonymous) }
        return (command(of: person, state), .user(person))
    }

    private mutating func command(of person: PersonID, _ state: ReadModels) -> any Command {
        let copies = state.copies.ownedBy(person)
        switch number(below: 18) {
        case 0:
            return OpenSession(
                account: person, session: session(), verifiedAt: state.accounts[person]?.passwordAt ?? .zero)
        case 1:
            return CloseSession(
                account: person, session: sessions.randomElement(using: &generator) ?? .random(), cause: .logout)
        case 2: return CloseAllSessions(account: person, keeping: nil, cause: .revoked)
        case 3: return RenewSession(session: sessions.randomElement(using: &generator) ?? .random())
        case 4:
            return RotateClassCode(
                teacher: person, newClass: .random(using: &generator), code: ClassCode.random(using: &generator))
        case 5, 6: return profile(person, state)
        case 7: return ChangeRole(account: person, role: Role.allCases.randomElement(using: &generator) ?? .eleve)
        case 8:
            return ChangePassword(
                account: person, passwordHash: "$argon2id$2", cause: .user, keeping: nil, verifiedAt: nil)
        case 9: return CreateInvitation(id: .random(using: &generator), role: .enseignant, codeHash: digest())
        case 10, 11: return epreuve(person)
        case 12, 13: return handIn(person, state)
        case 14:
            return RecordTelemetry(
                account: person,
                telemetry: TelemetryRecorded(kind: .quiz, feature: .clear("x"), path: nil, payload: nil))
        case 15: return vital()
        default:
            guard let copie = copies.randomElement(using: &generator) else { return epreuve(person) }
            return correction(copie, person, state)
        }
    }

    private mutating func vital() -> ReportVital {
        let name = VitalName.allCases.randomElement(using: &generator) ?? .LCP
        let value = Double(number(below: 60_000)) / 7
        return ReportVital(
            report: VitalReported(
                name: name, value: value, rating: .of(name, value), page: "/", metricID: nil, navigationType: nil))
    }

    private mutating func profile(_ person: PersonID, _ state: ReadModels) -> UpdateProfile {
        var fields = ProfileFields()
        if number(below: 2) == 0 { fields.displayName = Self.names.randomElement(using: &generator) }
        if number(below: 3) == 0 { fields.weakSkills = ["Syntaxe"] }
        let codes = persons.compactMap { state.classes.ownedBy($0)?.code }
        let code: String? =
            switch number(below: 3) {
            case 0: codes.randomElement(using: &generator)
            case 1: ""
            default: nil
            }
        return UpdateProfile(account: person, fields: fields, classCode: code)
    }

    private mutating func epreuve(_ person: PersonID) -> GiveEpreuve {
        let type = EpreuveType.allCases.randomElement(using: &generator) ?? .commentaire
        let content = EpreuveContent(
            sujet: "Sujet", texte: "Texte", consignes: "Consignes", source: "", motsCles: [], oeuvre: nil, theme: nil)
        return GiveEpreuve(
            id: .random(using: &generator), owner: person,
            event: EpreuveGenerated(
                owner: person, type: type, origin: .bank, bankID: "s\(number(below: 9))", matchesWish: true,
                bareme: .official(for: type), content: .clear(content)))
    }

    private mutating func handIn(_ person: PersonID, _ state: ReadModels) -> HandInCopie {
        let epreuve =
            state.epreuves.ownedBy(person).randomElement(using: &generator)?.id ?? .random(using: &generator)
        return HandInCopie(
            id: .random(using: &generator), owner: person,
            upload: CopieUploaded(
                epreuve: epreuve, owner: person, sha256: digest(), blob: digest(), bytes: 9,
                declaredType: "image/png", fileType: "image/png", pages: nil))
    }

    private mutating func correction(_ copie: HandedInCopie, _ person: PersonID, _ state: ReadModels) -> any Command {
        let run = copie.run ?? .random(using: &generator)
        switch number(below: 7) {
        case 0, 1: return ClaimCopie(copie: copie.id, run: .random(using: &generator), worker: "tests")
        case 2:
            let reading = CopieRead(
                run: run, method: .ocr, pages: 1, words: 3, confidence: 80, textBlob: nil,
                text: .clear("un deux trois"))
            return ReportReading(copie: copie.id, reading: reading)
        case 3:
            let note = Double(number(below: 41)) / 2
            let completed = CorrectionCompleted(
                run: run, attempt: copie.attempts, note: note, provider: "local", model: "grille", provisional: true,
                correction: .clear(TestServer.correction(note: note)))
            return ReportCorrection(copie: copie.id, run: run, calls: [], outcome: .completed(completed))
        case 4:
            return ReportCorrection(
                copie: copie.id, run: run, calls: [],
                outcome: .failed(code: "x", reason: "y", attempt: copie.attempts, retryable: number(below: 2) == 0))
        case 5: return RequestCorrection(copie: copie.id, epreuve: copie.epreuve, asker: person)
        default:
            let teacher = state.classes.attendedBy(copie.owner)?.teacher ?? person
            return CommentCorrection(
                copie: copie.id, teacher: teacher, comment: .random(using: &generator), text: "Bien.")
        }
    }
}
