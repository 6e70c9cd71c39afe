import Events
import Projections

/// A copie on its way in: whose it is, for which épreuve, and under which idempotency key.
struct CopieDelivery: Sendable {
    /// As the path has it.
    let epreuve: String
    let user: SignedIn
    /// What the client calls this delivery, so that a repeat is none of its own.
    var key: String?
    let trace: RequestTrace
    /// The pupil agreed, with this delivery, that the model's provider reads copies. That it was not said takes nothing back.
    var givesConsent = false

    /// The form's field for that.
    static let consentField = "modelConsent"

    /// Reads the fields that came before the file.
    mutating func take(_ fields: [String: String]) { givesConsent = fields[Self.consentField] == "true" }

    /// The key, tied to the pupil, the épreuve and the file; nil when the client gave none.
    func idempotencyKey(sha256: String) -> IdempotencyKey? {
        key.map {
            IdempotencyKey(
                actor: user.account.description, route: "copie/\(epreuve)", key: $0, body: sha256.utf8)
        }
    }
}
