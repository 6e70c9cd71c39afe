import Events
import HTTPTypes
import Search

/// From the errors of the rooms inside to what a client is told.
extension Problem {
    init(_ error: WriterError) {
        switch error {
        case .rejected(let rejection): self.init(rejection)
        case .keyReused:
            self.init(
                .unprocessableContent, "cle-reutilisee",
                "Cette clé d'idempotence a déjà servi pour une autre requête.")
        case .busy, .stopped: self = .unavailable(retryAfterSeconds: 1)
        case .unavailable: self = .unavailable(retryAfterSeconds: 5)
        case .personErased: self = .unauthenticated
        case .tooLarge:
            self.init(.contentTooLarge, "donnees-trop-volumineuses", "Les données envoyées sont trop volumineuses.")
        }
    }

    init(_ rejection: Rejection) {
        switch rejection {
        case .notFound(let kind): self = Self.notFound(kind)
        case .forbidden: self = .forbidden
        case .emailTaken: self.init(.conflict, "email-pris", "Un compte existe déjà pour cet email.")
        case .invitationInvalid:
            self.init(
                .forbidden, "invitation-invalide",
                "Code d'invitation absent, inconnu, déjà utilisé ou expiré.")
        case .unknownClassCode:
            self = .invalid([
                FieldIssue(field: "classCode", rule: "unknown", message: "Aucune classe ne porte ce code.")
            ])
        case .classCodeTaken, .notClaimable, .leaseLost: self = .unavailable(retryAfterSeconds: 1)
        case .correctionUnderWay:
            self.init(.conflict, "correction-en-cours", "Une correction de cette copie est déjà en cours.")
        case .notCorrected:
            self.init(.conflict, "copie-non-corrigee", "Cette copie n'est pas encore corrigée.")
        case .tooManyCorrections(let limit):
            self.init(
                .conflict, "corrections-epuisees", "Cette copie a déjà été corrigée \(limit) fois, le maximum.")
        case .tooManyComments(let limit):
            self.init(
                .conflict, "commentaires-epuises",
                "Cette copie a déjà reçu \(limit) commentaires, le maximum.")
        case .outsideClass:
            self.init(
                .forbidden, "hors-classe", "Copie hors de votre classe ou code classe non configuré.")
        case .pupilErased: self = .pupilErased
        case .lastAdmin:
            self.init(
                .conflict, "dernier-administrateur",
                "Ce compte est le dernier administrateur : donnez d'abord ce rôle à un autre compte.")
        case .sessionEnded: self = .unauthenticated
        case .notAnAuditor: self = .notAnAuditor
        case .unsealingForbidden: self = .unsealingForbidden
        case .corpusFull:
            self.init(
                .conflict, "corpus-plein",
                "La bibliothèque a déjà \(ImportLimits.textsMax) textes de l'établissement, le maximum.")
        }
    }

    private static func notFound(_ kind: Rejection.Kind) -> Problem {
        switch kind {
        case .epreuve: .epreuveNotFound
        case .copie: .copieNotFound
        case .account: Problem(.notFound, "compte-introuvable", "Compte introuvable.")
        case .session: Problem(.notFound, "session-introuvable", "Session introuvable.")
        case .invitation: Problem(.notFound, "invitation-introuvable", "Invitation introuvable.")
        case .correction: Problem(.notFound, "correction-introuvable", "Correction introuvable.")
        case .document: .documentNotFound
        }
    }
}
