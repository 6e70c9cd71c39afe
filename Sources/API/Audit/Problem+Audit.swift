import HTTPTypes

/// Why somebody may not look into the log, or not now.
extension Problem {
    static let notAnAuditor = Problem(
        .conflict, "compte-non-auditeur",
        "Ce compte n'est pas celui d'un auditeur : le droit de lire les valeurs personnelles ne va qu'à ce rôle.")
    static let unsealingForbidden = Problem(
        .forbidden, "descellement-refuse",
        "Vous n'avez pas le droit de lire les valeurs personnelles. Demandez-le à un administrateur, ou retirez « unseal »."
    )
    static let absentThen = Problem(
        .notFound, "absent-alors", "Rien ne porte cet identifiant à ce moment du journal.")

    static func invalidQuery(_ issues: [FieldIssue]) -> Problem {
        var problem = Problem(.badRequest, "parametres-invalides", "Paramètres invalides.")
        problem.issues = issues
        return problem
    }

    static func tooManyFollowers(_ count: Int) -> Problem {
        var problem = Problem(
            .serviceUnavailable, "suivis-complets",
            "Le journal est déjà suivi \(count) fois, le maximum. Réessayez quand un suivi se termine.")
        problem.retryAfterSeconds = 30
        return problem
    }

    static func tooManyFolds(_ count: Int) -> Problem {
        var problem = Problem(
            .serviceUnavailable, "reconstructions-completes",
            "\(count) états passés sont déjà en cours de reconstruction, le maximum. Réessayez dans un instant.")
        problem.retryAfterSeconds = 5
        return problem
    }

    static func foldTooLong(seconds: Int) -> Problem {
        Problem(
            .serviceUnavailable, "reconstruction-trop-longue",
            "Reconstruire cet état prend plus de \(seconds) s. Demandez « eaf replay --until » à l'exploitant.")
    }
}
