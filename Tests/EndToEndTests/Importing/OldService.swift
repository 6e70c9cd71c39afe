import Foundation

/// The predecessor's data in both its forms, as its contract describes them: a teacher, pupils of his class, their
/// work.
struct OldService {
    static let password = "une-phrase-de-passe"
    /// By Python's `hashlib.pbkdf2_hmac('sha512', …, 120000, 48)`, the salt being the text.
    static let hash =
        "4438395175abbe8ea18d60f4b5d5a108adadab56bb0cb76d8c6b237ced3365d57081b2c550a13b979df0fdd2966622a6"
    static let salt = "00112233445566778899aabbccddeeff"
    static let teacherEmail = "professeure@ancien.example"
    static let comment = "Un commentaire de la professeure."

    typealias Row = [String: Any]

    let users: [Row]
    let epreuves: [Row]
    let copies: [Row]
    let events: [Row]

    /// - Parameter pupils: each with an épreuve, a corrected copie with a file, and an entry of the timeline.
    init(pupils: Int) {
        users =
            [Self.user("p-1", Self.teacherEmail, "enseignant")]
            + (1...pupils).map {
                Self.user("u-\($0)", Self.email($0), "eleve")
            }
        epreuves = (1...pupils).map {
            [
                "id": "e-\($0)", "userId": "u-\($0)", "type": "dissertation", "sujet": "Le sujet numéro \($0).",
                "texte": "", "consignes": "Rédigez.", "bareme": Self.bareme,
                "generatedAt": "2025-10-02T08:00:00.000Z",
            ]
        }
        copies = (1...pupils).map { Self.copie($0) }
        events = (1...pupils).map {
            [
                "id": "m-\($0)", "userId": "u-\($0)", "type": "quiz", "feature": "quiz-ancien",
                "payload": ["email": Self.email($0)], "createdAt": "2025-10-04T08:00:00.000Z",
            ]
        }
    }

    static func email(_ pupil: Int) -> String { "eleve-\(pupil)@ancien.example" }

    private static let bareme = ["Problématisation": 4, "Argumentation": 8, "Exemples": 4, "Expression": 4]

    private static func user(_ id: String, _ email: String, _ role: String) -> Row {
        [
            "id": id, "email": email, "role": role, "passwordHash": hash, "passwordSalt": salt,
            "createdAt": "2025-10-01T08:00:00.000Z",
            "profile": [
                "displayName": "Personne \(id)", "classCode": "ABC234", "eafDate": "2026-06-11", "badges": ["x"],
                "onboardingCompleted": true,
            ] as Row,
        ]
    }

    private static func copie(_ pupil: Int) -> Row {
        let rubrics = [
            ("Problématisation", 3.0, 4), ("Argumentation", 5.5, 8), ("Exemples", 2, 4), ("Expression", 3, 4),
        ]
        let correction: Row = [
            "note": 13.5, "mention": "Assez bien",
            "bilan": ["global": "Un bon devoir.", "points_forts": ["Le plan."], "axes_amelioration": [String]()]
                as Row,
            "rubriques": rubrics.map { titre, note, max -> Row in
                ["titre": titre, "note": note, "max": max, "appreciation": "Bien.", "conseils": [String]()]
            },
            "annotations": [Row](), "corrige_type": "", "conseil_final": "Continuez.",
            "commentaireEnseignant": comment,
        ]
        return [
            "id": "c-\(pupil)", "epreuveId": "e-\(pupil)", "userId": "u-\(pupil)",
            "filePath": "uploads/copies/u-\(pupil)/c-\(pupil).png", "fileType": "image/png", "status": "done",
            "ocrText": "Le texte lu de la copie \(pupil).", "correction": correction,
            "createdAt": "2025-10-03T08:00:00.000Z", "correctedAt": "2025-10-03T08:05:00.000Z",
        ]
    }

    /// Writes the files of the JSON mode, and the copies of the first so many pupils.
    func write(to folder: String, files: Int) throws {
        let uploads = folder + "/uploads/copies"
        try FileManager.default.createDirectory(atPath: uploads, withIntermediateDirectories: true)
        for pupil in 1...max(1, files) where files > 0 {
            try FileManager.default.createDirectory(
                atPath: "\(uploads)/u-\(pupil)", withIntermediateDirectories: true)
            try Data(SampleCopie.png.bytes).write(to: URL(filePath: "\(uploads)/u-\(pupil)/c-\(pupil).png"))
        }
        let main: Row = ["users": users, "sessions": [["token": "jeton"]], "events": events]
        try Self.write(main, to: folder + "/memory-store.json")
        try Self.write(["epreuves": epreuves, "copies": copies] as Row, to: folder + "/epreuves-store.json")
        try Self.write(["sessions": [Row(), Row()]] as Row, to: folder + "/oral-sessions.json")
    }

    private static func write(_ value: Row, to path: String) throws {
        try JSONSerialization.data(withJSONObject: value).write(to: URL(filePath: path))
    }

    /// Statements that make the tables of the PostgreSQL mode, in the manner of Prisma, and fill them.
    func statements() throws -> [String] {
        let profiles = users.map { user -> Row in
            (user["profile"] as? Row ?? [:]).merging(["id": "f-\(user["id"] ?? "")", "userId": user["id"] ?? ""]) {
                $1
            }
        }
        return try [
            #"""
            CREATE TABLE "User" (id text PRIMARY KEY, email text UNIQUE, role text, "passwordHash" text,
              "passwordSalt" text, "createdAt" timestamp(3))
            """#,
            #"""
            CREATE TABLE "StudentProfile" (id text, "userId" text, "displayName" text, "classCode" text,
              "eafDate" timestamp(3), "onboardingCompleted" boolean, badges text[], xp int DEFAULT 0)
            """#,
            #"CREATE TABLE "Session" (token text, "userId" text, "expiresAt" timestamp(3))"#,
            #"INSERT INTO "Session" VALUES ('jeton', 'u-1', now()), ('autre', 'u-1', now())"#,
            #"""
            CREATE TABLE "Epreuve" (id text, "userId" text, type text, sujet text, texte text, consignes text,
              bareme jsonb, "generatedAt" timestamp(3))
            """#,
            #"""
            CREATE TABLE "Devoirs" (id text, "epreuveId" text, "userId" text, "filePath" text, "fileType" text,
              status text, "ocrText" text, correction jsonb, "createdAt" timestamp(3), "correctedAt" timestamp(3))
            """#,
            #"""
            CREATE TABLE "MemoryEvent" (id text, "userId" text, type text, feature text, payload jsonb,
              "createdAt" timestamp(3))
            """#,
            #"CREATE TABLE "Inconnue" (id int)"#, #"INSERT INTO "Inconnue" VALUES (1)"#,
            Self.fill("User", users), Self.fill("StudentProfile", profiles), Self.fill("Epreuve", epreuves),
            Self.fill("Devoirs", copies), Self.fill("MemoryEvent", events),
        ]
    }

    private static func fill(_ table: String, _ rows: [Row]) throws -> String {
        let json = String(decoding: try JSONSerialization.data(withJSONObject: rows), as: UTF8.self)
        return """
            INSERT INTO "\(table)" SELECT * FROM json_populate_recordset(NULL::"\(table)", $eaf$\(json)$eaf$)
            """
    }
}
