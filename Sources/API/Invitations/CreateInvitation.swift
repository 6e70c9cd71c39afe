import Events
import Projections

/// Makes a one-time code for a role. By an admin or an operator only: the caller checks that.
struct CreateInvitation: Command {
    /// How long a code can be used.
    static let lifeSeconds = 14 * 86_400

    let id: InvitationID
    let role: Role
    let codeHash: String

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let created = InvitationCreated(
            role: role, codeHash: codeHash, expiresAt: now.adding(seconds: Self.lifeSeconds))
        return [NewFact(.invitation(id), person: nil, .invitation(.created(created)))]
    }
}
