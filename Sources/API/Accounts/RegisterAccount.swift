import Events
import Projections

/// Makes an account and opens its first session, in one command: a crash leaves both or neither (D-57).
struct RegisterAccount: Command {
    let account: PersonID
    let role: Role
    let email: String
    /// Keyed hash of the normalised address.
    let emailHash: String
    let passwordHash: String
    let displayName: String?
    /// Keyed hash of the invitation code; the role `enseignant` needs one.
    let invitationCodeHash: String?
    /// Nil when an operator makes the account.
    let session: NewSession?

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard state.accounts.id(emailHash: emailHash) == nil else { throw .emailTaken }
        let invitation = try invitation(in: state, at: now)
        let subject = Subject.account(account)
        let registered = AccountRegistered(
            role: role, emailHash: emailHash, email: .clear(email), passwordHash: .clear(passwordHash),
            profile: .clear(.atRegistration(displayName: displayName, role: role)), invitation: invitation?.id)
        var facts = [NewFact(subject, person: account, .account(.registered(registered)))]
        if let invitation {
            let used = InvitationUsed(account: account)
            facts.append(NewFact(.invitation(invitation.id), person: nil, .invitation(.used(used))))
        }
        if let session { facts.append(session.opening(for: account, method: "password", at: now)) }
        return facts
    }

    private func invitation(in state: ReadModels, at now: Timestamp) throws(Rejection) -> OpenInvitation? {
        guard let invitationCodeHash else { return nil }
        guard let invitation = state.invitations.invitation(codeHash: invitationCodeHash), invitation.role == role,
            now < invitation.expires
        else { throw .invitationInvalid }
        return invitation
    }
}
