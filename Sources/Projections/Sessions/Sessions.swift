public import Events
import HashTreeCollections

/// Sessions by the keyed hash of their token.
public struct Sessions: Projection {
    public static let name = "sessions"

    private var byToken: TreeDictionary<DigestKey, LiveSession> = [:]
    private var tokens: TreeDictionary<SessionID, DigestKey> = [:]
    private var ofAccount: TreeDictionary<PersonID, [SessionID]> = [:]

    public init() {}

    /// How many sessions are kept; some may have expired since.
    public var count: Int { byToken.count }

    /// The session whose token has this keyed hash, unless it was closed; it may have expired.
    public func session(tokenHash: String) -> LiveSession? { DigestKey(tokenHash).flatMap { byToken[$0] } }

    /// The session, unless it was closed; it may have expired.
    public subscript(id: SessionID) -> LiveSession? { tokens[id].flatMap { byToken[$0] } }

    /// The sessions of an account, oldest first; some may have expired.
    public func sessions(of account: PersonID) -> [LiveSession] {
        (ofAccount[account] ?? []).compactMap { self[$0] }
    }

    public mutating func apply(_ fact: Fact) {
        switch (fact.event, fact.subject) {
        case (.session(.opened(let data)), .session(let id)): open(id, data, fact)
        case (.session(.renewed(let data)), .session(let id)):
            guard let token = tokens[id] else { return }
            byToken[token]?.expires = data.expiresAt
            byToken[token]?.renewed = fact.time
        case (.session(.closed), .session(let id)): forget(id)
        case (.person(.erased), .account(let account)):
            for id in ofAccount[account] ?? [] { forget(id) }
        default: return
        }
    }

    private mutating func open(_ id: SessionID, _ data: SessionOpened, _ fact: Fact) {
        guard let token = DigestKey(data.tokenHash) else { return }
        // The oldest is dropped here once it has expired, so that sessions never pile up.
        if let oldest = ofAccount[data.account]?.first, let session = self[oldest], !session.isLive(at: fact.time) {
            forget(oldest)
        }
        byToken[token] = LiveSession(
            id: id, account: data.account, openedAt: fact.position, created: fact.time, renewed: fact.time,
            expires: data.expiresAt, ends: data.endsAt)
        tokens[id] = token
        ofAccount[data.account, default: []].append(id)
    }

    private mutating func forget(_ id: SessionID) {
        guard let token = tokens.removeValue(forKey: id), let session = byToken.removeValue(forKey: token) else {
            return
        }
        let others = (ofAccount[session.account] ?? []).filter { $0 != id }
        ofAccount[session.account] = others.isEmpty ? nil : others
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(byToken) { out, token, session in
            out.digest(token)
            session.encode(to: &out)
        }
        out.dictionary(ofAccount) { out, account, ids in
            out.id(account)
            out.array(ids) { $0.id($1) }
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        byToken = try input.dictionary { input throws(SnapshotError) in
            (try input.digest(), try LiveSession(from: &input))
        }
        ofAccount = try input.dictionary { input throws(SnapshotError) in
            (
                try input.id(Person.self),
                try input.array { input throws(SnapshotError) in try input.id(Session.self) }
            )
        }
        for (token, session) in byToken { tokens[session.id] = token }
    }
}
