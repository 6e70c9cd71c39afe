import HTTPTypes

/// The problems that several routes share. Texts of the predecessor are kept.
extension Problem {
    static let unauthenticated = Problem(.unauthorized, "non-authentifie", "Non authentifié.")
    static let forbidden = Problem(.forbidden, "acces-refuse", "Accès refusé.")
    static let csrfMissing = Problem(.forbidden, "csrf-manquant", "Jeton CSRF manquant.")
    static let csrfInvalid = Problem(.forbidden, "csrf-invalide", "Jeton CSRF invalide.")
    static let foreignOrigin = Problem(.forbidden, "origine-refusee", "Requête refusée : origine étrangère au site.")
    static let invalidJSON = Problem(.badRequest, "json-invalide", "Payload JSON invalide.")
    static let bodyTooSlow = Problem(
        .requestTimeout, "corps-trop-lent", "La requête a mis trop de temps à arriver.")
    static let noRoute = Problem(.notFound, "route-inconnue", "Cette adresse n'existe pas.")
    static let internalError = Problem(
        .internalServerError, "erreur-interne", "Une erreur interne est survenue. Réessayez dans un instant.")
    static let epreuveNotFound = Problem(.notFound, "epreuve-introuvable", "Épreuve introuvable.")
    static let copieNotFound = Problem(.notFound, "copie-introuvable", "Copie introuvable.")
    static let documentNotFound = Problem(.notFound, "document-introuvable", "Document introuvable.")
    static var searchUnavailable: Problem {
        var problem = Problem(
            .serviceUnavailable, "recherche-indisponible",
            "La recherche se prépare ou n'est pas disponible pour l'instant. Réessayez dans un instant.")
        problem.retryAfterSeconds = 5
        return problem
    }
    static let wrongPassword = Problem(
        .forbidden, "mot-de-passe-incorrect", "Le mot de passe actuel est incorrect.")
    static let pupilErased = Problem(
        .gone, "eleve-efface",
        "Le compte de l'élève a été supprimé : il ne reste de cette copie que la note.")

    static func bodyTooLarge(limitBytes: Int) -> Problem {
        Problem(
            .contentTooLarge, "corps-trop-volumineux",
            "Le corps de la requête dépasse \(limitBytes / 1_024) Kio.")
    }

    static func invalid(_ issues: [FieldIssue]) -> Problem {
        var problem = Problem(.badRequest, "payload-invalide", "Payload invalide.")
        problem.issues = issues
        return problem
    }

    static func tooManyRequests(_ message: String, retryAfterSeconds: Int) -> Problem {
        var problem = Problem(.tooManyRequests, "trop-de-requetes", message)
        problem.retryAfterSeconds = retryAfterSeconds
        return problem
    }

    static func unavailable(retryAfterSeconds: Int) -> Problem {
        var problem = Problem(
            .serviceUnavailable, "service-indisponible",
            "Le service est momentanément indisponible. Rien n'a été enregistré ; réessayez dans un instant.")
        problem.retryAfterSeconds = retryAfterSeconds
        return problem
    }

    static func methodNotAllowed(allow: String) -> Problem {
        var problem = Problem(.methodNotAllowed, "methode-non-autorisee", "Méthode non autorisée pour cette adresse.")
        problem.allow = allow
        return problem
    }
}
