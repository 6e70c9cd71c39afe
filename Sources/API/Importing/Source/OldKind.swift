/// What the predecessor kept that has a counterpart here, and the one table of how it is recognised.
///
/// Neither its files nor its tables are described anywhere; only the members of its records are (product-contract §4).
/// So a collection or table is taken for a kind by its name, else by the members that its rows have; what fits nothing
/// is named in the report. `docs/import.md` shows this table to operators. All names are compared by `normalised`.
enum OldKind: String, CaseIterable, Sendable {
    case users, profiles, epreuves, copies, evaluations, events

    /// Names of collections and tables.
    var names: Set<String> {
        switch self {
        case .users: ["users", "user", "accounts", "account", "utilisateurs"]
        case .profiles: ["profiles", "profile", "studentprofiles", "studentprofile", "profils"]
        case .epreuves: ["epreuves", "epreuve", "sujets"]
        case .copies:
            [
                "copies", "copie", "copiedeposee", "copiesdeposees", "copiesdeposee", "copiesubmissions",
                "copiesubmission",
            ]
        case .evaluations: ["evaluations", "evaluation"]
        case .events:
            [
                "events", "event", "memoryevents", "memoryevent", "timeline", "timelineevents", "timelineevent",
                "memory",
            ]
        }
    }

    /// Members that together occur in rows of this kind alone; looked for when the name says nothing.
    var shape: Set<String> {
        switch self {
        case .users: ["email", "passwordhash"]
        case .profiles: ["userid", "displayname", "classlevel"]
        case .epreuves: ["userid", "sujet", "bareme"]
        case .copies: ["epreuveid", "userid", "filetype", "status"]
        case .evaluations: ["userid", "score", "max"]
        case .events: ["userid", "type", "feature"]
        }
    }

    /// Members that something is made of; those of users and profiles are `ImportedProfile`'s, of evaluations all are.
    var members: Set<String> {
        switch self {
        case .users, .profiles, .evaluations: []
        case .epreuves:
            [
                "id", "epreuveid", "userid", "ownerid", "studentid", "type", "sujet", "texte", "consignes", "bareme",
                "generatedat", "createdat", "oeuvre", "theme",
            ]
        case .copies:
            [
                "id", "copieid", "epreuveid", "userid", "ownerid", "studentid", "filepath", "path", "file",
                "filetype",
                "mimetype", "contenttype", "status", "ocrtext", "text", "texte", "correction", "createdat",
                "correctedat",
                "commentaireenseignant", "teachercomment",
            ]
        case .events:
            [
                "id", "userid", "ownerid", "studentid", "type", "feature", "path", "payload", "createdat",
                "timestamp",
                "time",
            ]
        }
    }

    /// The member that names the row it lies in, for collections that lie in a row of another.
    var parent: String { self == .copies ? "epreuveid" : "userid" }

    /// The kind of a collection or table; nil when it is none of these.
    ///
    /// - Parameter members: the normalised names of the rows' members.
    static func of(_ name: String, members: Set<String>) -> OldKind? {
        let name = normalised(name)
        if let kind = allCases.first(where: { $0.names.contains(name) }) { return kind }
        guard reason(name) == nil else { return nil }
        return allCases.first { $0.shape.isSubset(of: members) }
    }

    /// Lower-case letters and digits only: `passwordHash`, `password_hash` and `PasswordHash` are one name.
    static func normalised(_ name: String) -> String {
        String(name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) || ("0"..."9").contains($0) })
    }

    /// Why a collection or table that is known has no counterpart; nil for one that is not known.
    static func reason(_ name: String) -> String? {
        let name = normalised(name)
        return withoutCounterpart.first { $0.names.contains(name) }?.reason
    }

    private static let withoutCounterpart: [(names: Set<String>, reason: String)] = [
        (["sessions", "session"], "sessions : chacun se reconnecte"),
        (
            ["oralsessions", "oralsession", "oral", "interactions", "oralinteractions", "oralinteraction"],
            "atelier oral : pas encore dans ce service"
        ),
        (
            ["subscriptions", "subscription", "paymenttransactions", "paymenttransaction", "payments", "payment"],
            "abonnements et paiements : hors de ce service"
        ),
        (["usagecounters", "usagecounter"], "compteurs d'usage : hors de ce service"),
        (
            [
                "skillmaps", "skillmap", "errorbank", "errors", "erroritems", "erroritem", "plans", "plan",
                "studyplans",
                "studyplan", "weeklyreports", "weeklyreport", "reports", "revisionhistory",
            ], "carte des compétences, banque d'erreurs, plans et bilans : dérivés, ou abandonnés"
        ),
        (
            ["llmcosts", "llmcost", "llmcalls", "llmcall", "costs", "tokenusage"],
            "coûts des modèles de l'ancien service"
        ),
        (["quizzes", "quiz", "quizresults", "quizresult"], "quiz : pas encore dans ce service"),
        (
            ["documents", "document", "chunks", "chunk", "documentchunk", "ragdocuments", "ragchunks", "embeddings"],
            "corpus de recherche : voyez « eaf corpus import »"
        ),
        (["prismamigrations"], "migrations de l'ancienne base"),
        (["version", "seed", "metadata", "meta", "updatedat"], "intendance de l'ancien fichier"),
    ]
}
