import Events
import Projections

/// What is said of a copie that waits.
enum CopieProgress {
    static func title(_ copie: HandedInCopie) -> String {
        copie.status == .processing ? "La correction est en cours" : "La correction va commencer"
    }

    /// - Throws: `EventLogError`, `PayloadError`.
    static func text(_ copie: HandedInCopie, _ backend: Backend) throws -> String {
        if copie.status == .processing {
            return copie.readAt == nil
                ? "Lecture de votre copie…" : "Votre texte est lu ; le barème s’applique, rubrique après rubrique…"
        }
        if let pause = backend.pause { return pause.reason }
        if let position = copie.failedAt, let reason = try CopieBody.reason(at: position, in: backend.library) {
            let when = copie.nextAttempt.map { " Nouvel essai le \(PageWords.time($0))." } ?? ""
            return reason + when
        }
        return "Elle attend son tour : quelques secondes, d’ordinaire."
    }
}
