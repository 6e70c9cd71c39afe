public import Events
import HashTreeCollections

/// A one-time code that can still be used, unless it has expired.
public struct OpenInvitation: Sendable, Equatable {
    public let id: InvitationID
    public let role: Role
    public let expires: Timestamp
}

/// Invitations that nobody has used yet, by the keyed hash of their code.
public struct Invitations: Projection {
    public static let name = "invitations"

    private var byCode: TreeDictionary<DigestKey, OpenInvitation> = [:]
    private var codes: TreeDictionary<InvitationID, DigestKey> = [:]

    public init() {}

    public var count: Int { byCode.count }

    /// The invitation whose code has this keyed hash; it may have expired.
    public func invitation(codeHash: String) -> OpenInvitation? { DigestKey(codeHash).flatMap { byCode[$0] } }

    public mutating func apply(_ fact: Fact) {
        guard case .invitation(let id) = fact.subject, case .invitation(let event) = fact.event else { return }
        switch event {
        case .created(let data):
            guard let code = DigestKey(data.codeHash) else { return }
            byCode[code] = OpenInvitation(id: id, role: data.role, expires: data.expiresAt)
            codes[id] = code
        case .used, .revoked:
            if let code = codes.removeValue(forKey: id) { byCode[code] = nil }
        }
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(byCode) { out, code, invitation in
            out.digest(code)
            out.id(invitation.id)
            out.string(invitation.role.rawValue)
            out.time(invitation.expires)
        }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        byCode = try input.dictionary { input throws(SnapshotError) in
            (
                try input.digest(),
                OpenInvitation(id: try input.id(), role: try input.choice(), expires: try input.time())
            )
        }
        for (code, invitation) in byCode { codes[invitation.id] = code }
    }
}
