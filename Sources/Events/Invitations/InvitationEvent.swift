/// What can happen to an invitation.
public enum InvitationEvent: Sendable, Equatable {
    case created(InvitationCreated)
    case used(InvitationUsed)
    case revoked(InvitationRevoked)
}
