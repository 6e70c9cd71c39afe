import Events
import Projections

extension LiveSession {
    /// The fact that ends this session.
    func closing(because cause: SessionCloseCause) -> NewFact {
        let closed = SessionClosed(account: account, cause: cause)
        return NewFact(.session(id), person: nil, .session(.closed(closed)))
    }
}
