import Events

/// A session about to be opened.
struct NewSession: Sendable {
    /// A session ends when it was not used for so long.
    static let idleSeconds = 14 * 86_400
    /// However much it is used, it ends after so long.
    static let lifeSeconds = 90 * 86_400
    /// A session in use is renewed at most once in so long.
    static let renewalSeconds = 86_400

    let id: SessionID
    /// Keyed hash of the token.
    let tokenHash: String
    let userAgent: String?

    func opening(for account: PersonID, method: String, at now: Timestamp) -> NewFact {
        let opened = SessionOpened(
            account: account, tokenHash: tokenHash, method: method, expiresAt: now.adding(seconds: Self.idleSeconds),
            endsAt: now.adding(seconds: Self.lifeSeconds), userAgent: userAgent.map { .clear($0) })
        return NewFact(.session(id), person: account, .session(.opened(opened)))
    }
}
