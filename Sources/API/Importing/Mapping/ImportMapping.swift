import Events
import Foundation

/// From the predecessor's rows to persons, each with what is hers. Pure: reads no file and no log; everything that is
/// left out or changed is in the report.
struct ImportMapping {
    /// The predecessor's demonstration account, whose password is on its login page (D-15).
    private static let demonstration = "jean@eaf.local"
    /// Timeline entries that are taken a person, the last ones: more than any page shows.
    static let telemetryMax = 5_000

    /// Sorted so that who teaches comes first, then by the time of registration.
    private(set) var persons: [ImportedPerson] = []
    var report: ImportReport
    /// Index in `persons` by the predecessor's id.
    private var places: [String: Int] = [:]
    /// Persons that are not taken: nothing of theirs is either.
    private var refused: Set<String> = []
    private var epreuves: [String: (owner: String, id: EpreuveID)] = [:]

    /// Maps everything.
    init(_ store: OldStore, isDryRun: Bool) {
        report = ImportReport(isDryRun: isDryRun)
        report.leftovers = store.leftovers
        takeAccounts(store)
        for row in store[.epreuves] { takeEpreuve(row) }
        for row in store[.copies] { takeCopie(row) }
        for row in store[.evaluations] { takeTelemetry(row, .evaluations) }
        for row in store[.events] { takeTelemetry(row, .events) }
        for index in persons.indices { boundTelemetry(of: index) }
    }

    // MARK: Accounts

    private mutating func takeAccounts(_ store: OldStore) {
        var profiles: [String: OldRow] = [:]
        for row in store[.profiles] {
            if let owner = row.text("userid") {
                profiles[owner] = profiles[owner] ?? row
            } else {
                report.refuse(.accounts, row.place, "profil sans userId")
            }
        }
        var found: [ImportedPerson] = []
        for row in store[.users] {
            guard let old = row.text("id", "userid") else {
                report.refuse(.accounts, row.place, "sans identifiant")
                continue
            }
            switch account(row, old, profiles.removeValue(forKey: old)) {
            case .success(let person): found.append(person)
            case .failure(let refusal):
                refused.insert(old)
                report.refuse(.accounts, old, refusal.reason)
            }
        }
        for old in profiles.keys.sorted() where !refused.contains(old) {
            report.refuse(.accounts, old, "profil d'un compte qui n'existe pas")
        }
        keepUnique(found)
    }

    /// Of several accounts with one address (D-58), or one id, the oldest is taken, and nothing of the others.
    private mutating func keepUnique(_ found: [ImportedPerson]) {
        let latest = Timestamp(microseconds: .max)
        let sorted = found.enumerated().sorted { left, right in
            (left.element.created ?? latest, left.offset) < (right.element.created ?? latest, right.offset)
        }
        var emails: Set<EmailAddress> = []
        var ids: Set<PersonID> = []
        var kept: [ImportedPerson] = []
        for person in sorted.map(\.element) {
            if ids.contains(person.id) {
                report.refuse(.accounts, person.oldID, "deux comptes ont cet identifiant ; le plus ancien est repris")
            } else if !emails.insert(person.email).inserted {
                refused.insert(person.oldID)
                report.refuse(.accounts, person.oldID, "adresse d'un compte plus ancien, qui est repris")
            } else {
                ids.insert(person.id)
                kept.append(person)
            }
        }
        persons = kept.filter(\.mayTeach) + kept.filter { !$0.mayTeach }
        for (index, person) in persons.enumerated() { places[person.oldID] = index }
    }

    private struct Refusal: Error { let reason: String }

    private mutating func account(
        _ row: OldRow, _ old: String, _ profile: OldRow?
    ) -> Result<ImportedPerson, Refusal> {
        guard let email = row.text("email", "mail").flatMap({ EmailAddress($0) }) else {
            return .failure(Refusal(reason: "l'adresse électronique n'en est pas une"))
        }
        guard email.text != Self.demonstration else {
            return .failure(Refusal(reason: "compte de démonstration, dont le mot de passe est public"))
        }
        guard let role = row.text("role").flatMap({ Role(rawValue: $0.lowercased()) }), role != .auditeur else {
            return .failure(Refusal(reason: "rôle absent ou inconnu"))
        }
        let password = ImportedPassword(
            hash: row.rawText("passwordhash") ?? "", salt: row.rawText("passwordsalt", "salt") ?? "")
        if password == nil {
            report.adapt("compte sans mot de passe utilisable : « eaf account password »", old)
        }
        let created = time(row, "createdat", "created", of: "compte", old)
        let source = profile ?? row
        let fields = ImportedProfile(source, role: role)
        let others = profile == nil ? [] : ImportedProfile(row, role: role).underived
        for name in fields.left {
            report.adapt("membre « \(name) » du profil hors limites ou illisible, laissé", old)
        }
        for name in fields.underived + others {
            report.adapt("membre « \(name) » du profil : dérivé ou sans contrepartie", old)
        }
        return .success(
            ImportedPerson(
                id: Self.id(old, "user"), oldID: old, role: role, email: email, password: password,
                profile: fields.profile, created: created,
                classCode: source.text("classcode") ?? row.text("classcode")))
    }

    // MARK: Épreuves and copies

    private mutating func takeEpreuve(_ row: OldRow) {
        guard let old = row.text("id", "epreuveid") else {
            return report.refuse(.epreuves, row.place, "sans identifiant")
        }
        guard let owner = owner(of: row, old, .epreuves) else { return }
        guard let type = row.text("type").flatMap({ EpreuveType(rawValue: $0.lowercased()) }) else {
            return report.refuse(.epreuves, old, "type inconnu")
        }
        guard let sujet = row.text("sujet") else { return report.refuse(.epreuves, old, "sans sujet") }
        let content = EpreuveContent(
            sujet: sujet, texte: row.text("texte") ?? "", consignes: row.text("consignes") ?? "",
            source: "Sujet repris de l'ancien service.", motsCles: [], oeuvre: row.text("oeuvre"),
            theme: row.text("theme"))
        guard Self.fits(content) else { return report.refuse(.epreuves, old, "sujet et texte trop longs") }
        guard epreuves[old] == nil else { return report.refuse(.epreuves, old, "deux épreuves ont cet identifiant") }
        let bareme = ImportedScheme.read(row.value("bareme"), for: type)
        if !bareme.isOwn {
            report.adapt("barème qui ne fait pas 20 points : barème du type d'épreuve à la place", old)
        }
        let id: EpreuveID = Self.id(old, "epreuve")
        noteUnknown(row, .epreuves, old)
        epreuves[old] = (persons[owner].oldID, id)
        persons[owner].epreuves.append(
            ImportedEpreuve(
                id: id, type: type, bareme: bareme.scheme, content: content,
                created: time(row, "generatedat", "createdat", of: "épreuve", old)))
    }

    private mutating func takeCopie(_ row: OldRow) {
        guard let old = row.text("id", "copieid") else {
            return report.refuse(.copies, row.place, "sans identifiant")
        }
        guard let owner = owner(of: row, old, .copies) else { return }
        guard let epreuve = row.text("epreuveid").flatMap({ epreuves[$0] }), epreuve.owner == persons[owner].oldID
        else {
            return report.refuse(.copies, old, "son épreuve n'est pas reprise, ou est celle d'un autre")
        }
        let id: CopieID = Self.id(old, "copie")
        guard !persons[owner].copies.contains(where: { $0.id == id }) else {
            return report.refuse(.copies, old, "deux copies ont cet identifiant")
        }
        let reading = ImportedReading(row, old, report: &report)
        let corrected = row.time("correctedat")
        if corrected == nil, case .corrected = reading.outcome {
            report.adapt("correction sans date lisible : celle du dépôt est montrée", old)
        }
        noteUnknown(row, .copies, old)
        persons[owner].copies.append(
            ImportedCopie(
                id: id, oldID: old, epreuve: epreuve.id, filePath: row.text("filepath", "path", "file"),
                declaredType: String((row.text("filetype", "mimetype", "contenttype") ?? "inconnu").prefix(120)),
                created: time(row, "createdat", of: "copie", old),
                correctedAt: corrected, text: reading.text, outcome: reading.outcome,
                comment: reading.comment))
    }

    // MARK: What a browser said

    private mutating func takeTelemetry(_ row: OldRow, _ kind: ImportReport.Kind) {
        guard let owner = owner(of: row, row.text("id") ?? row.place, kind) else { return }
        let read = kind == .events ? ImportedTelemetry(event: row) : ImportedTelemetry(evaluation: row)
        guard let read else { return report.refuse(kind, row.text("id") ?? row.place, "type sans contrepartie") }
        if read.isReduced {
            report.adapt(
                "\(kind.rawValue) : valeurs imbriquées, trop longues ou personnelles laissées",
                row.text("id") ?? row.place)
        }
        persons[owner].telemetry.append(read.recorded)
        if kind == .events { noteUnknown(row, .events, row.text("id") ?? row.place) }
    }

    private mutating func boundTelemetry(of index: Int) {
        let entries = persons[index].telemetry.sorted {
            ($0.occurredAt?.microseconds ?? 0) < ($1.occurredAt?.microseconds ?? 0)
        }
        let excess = entries.count - Self.telemetryMax
        if excess > 0 {
            report.refuse(
                .events, persons[index].oldID, "au-delà des \(Self.telemetryMax) dernières entrées d'une personne",
                count: excess)
        }
        persons[index].telemetry = Array(entries.suffix(Self.telemetryMax))
    }

    // MARK: Common

    /// Whose row it is; nil, with the reason noted, when the person is not taken.
    private mutating func owner(of row: OldRow, _ old: String, _ kind: ImportReport.Kind) -> Int? {
        guard let name = row.text("userid", "ownerid", "studentid") else {
            report.refuse(kind, old, "sans propriétaire")
            return nil
        }
        if let place = places[name] { return place }
        report.refuse(kind, old, refused.contains(name) ? "le compte n'est pas repris" : "le compte n'existe pas")
        return nil
    }

    /// Names the members that nothing is made of.
    private mutating func noteUnknown(_ row: OldRow, _ kind: OldKind, _ old: String) {
        for name in row.members.keys.filter({ !kind.members.contains($0) }).sorted() {
            report.adapt("\(kind.rawValue) : membre « \(name) » sans contrepartie", old)
        }
    }

    private mutating func time(_ row: OldRow, _ names: String..., of what: String, _ old: String) -> Timestamp? {
        let value = names.lazy.compactMap { row.members[$0] }.first
        guard let time = value.flatMap(OldTime.read) else {
            report.adapt("\(what) sans date lisible : la date de la reprise est montrée", old)
            return nil
        }
        return time
    }
}
