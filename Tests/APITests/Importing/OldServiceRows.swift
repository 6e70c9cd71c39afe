import Events
import Foundation
import TestSupport

@testable import API

/// Rows of the predecessor, as its contract describes them.
enum OldServiceRows {
    static let hash =
        "4438395175abbe8ea18d60f4b5d5a108adadab56bb0cb76d8c6b237ced3365d57081b2c550a13b979df0fdd2966622a6"
    static let salt = "00112233445566778899aabbccddeeff"

    static func user(
        _ id: String, _ email: String, role: String = "eleve", created: String = "2025-10-01T08:00:00.000Z",
        _ more: [String: JSONValue] = [:]
    ) -> OldRow {
        OldRow(
            [
                "id": .string(id), "email": .string(email), "role": .string(role), "passwordHash": .string(hash),
                "passwordSalt": .string(salt), "createdAt": .string(created),
            ].merging(more) { $1 }, place: "users \(id)")
    }

    static func epreuve(
        _ id: String, of user: String, type: String = "dissertation", _ more: [String: JSONValue] = [:]
    ) -> OldRow {
        OldRow(
            [
                "id": .string(id), "userId": .string(user), "type": .string(type), "sujet": .string("Un sujet."),
                "texte": .string(""), "consignes": .string("Rédigez."), "bareme": bareme,
                "generatedAt": .string("2025-10-02T08:00:00.000Z"),
            ].merging(more) { $1 }, place: "epreuves \(id)")
    }

    static let bareme: JSONValue = .object([
        "Problématisation": .number(4), "Argumentation": .number(8), "Exemples": .number(4), "Expression": .number(4),
    ])

    static func copie(_ id: String, _ epreuve: String, of user: String, _ more: [String: JSONValue] = [:]) -> OldRow {
        OldRow(
            [
                "id": .string(id), "epreuveId": .string(epreuve), "userId": .string(user),
                "filePath": .string("uploads/copies/\(user)/\(id).png"), "fileType": .string("image/png"),
                "status": .string("done"), "ocrText": .string("Le texte de la copie."), "correction": correction(),
                "createdAt": .string("2025-10-03T08:00:00.000Z"), "correctedAt": .string("2025-10-03T08:05:00.000Z"),
            ].merging(more) { $1 }, place: "copies \(id)")
    }

    /// A correction that adds up, unless told otherwise.
    static func correction(note: Double = 13.5, _ more: [String: JSONValue] = [:]) -> JSONValue {
        func rubric(_ titre: String, _ note: Double, _ max: Double) -> JSONValue {
            .object([
                "titre": .string(titre), "note": .number(note), "max": .number(max), "appreciation": .string("Bien."),
                "conseils": .array([.string("Citez.")]),
            ])
        }
        return .object(
            [
                "note": .number(note), "mention": .string("Assez bien"),
                "bilan": .object([
                    "global": .string("Un bon devoir."), "points_forts": .array([.string("Le plan.")]),
                    "axes_amelioration": .array([]),
                ]),
                "rubriques": .array([
                    rubric("Problématisation", 3, 4), rubric("Argumentation", 5.5, 8), rubric("Exemples", 2, 4),
                    rubric("Expression", 3, 4),
                ]),
                "annotations": .array([
                    .object([
                        "extrait": .string("Le texte"), "commentaire": .string("Précisez."),
                        "type": .string("remarque"),
                    ])
                ]),
                "corrige_type": .string(""), "conseil_final": .string("Continuez."),
            ].merging(more) { $1 })
    }

    static func store(
        users: [OldRow] = [user("u1", "lea@lycee.fr")], profiles: [OldRow] = [], epreuves: [OldRow] = [],
        copies: [OldRow] = [], evaluations: [OldRow] = [], events: [OldRow] = []
    ) -> OldStore {
        var store = OldStore()
        store.take(users, as: .users)
        store.take(profiles, as: .profiles)
        store.take(epreuves, as: .epreuves)
        store.take(copies, as: .copies)
        store.take(evaluations, as: .evaluations)
        store.take(events, as: .events)
        return store
    }
}
