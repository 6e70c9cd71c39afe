import Events
import HTTPTypes
import Hummingbird
import Projections

extension Request {
    /// The `Idempotency-Key` of the request, tied to who sends it, the route and the body; nil when there is none.
    ///
    /// - Throws: a `Problem` 400 when it is not 1 to 255 printable ASCII characters.
    func idempotencyKey(by person: PersonID, route: String, body: [UInt8]) throws(Problem) -> IdempotencyKey? {
        guard let key = try idempotencyKeyText() else { return nil }
        return IdempotencyKey(actor: person.description, route: route, key: key, body: body)
    }

    /// The text of the header, checked.
    ///
    /// - Throws: a `Problem` 400.
    func idempotencyKeyText() throws(Problem) -> String? {
        guard let key = headers[.idempotencyKey] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .invalid([
                FieldIssue(
                    field: "Idempotency-Key", rule: "characters", message: "De 1 à 255 caractères ASCII imprimables.")
            ])
        }
        return key
    }
}
