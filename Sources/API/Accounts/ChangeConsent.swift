import Events
import Projections

/// Lets a service outside the school read what the person writes, or takes that back.
struct ChangeConsent: Command {
    let account: PersonID
    /// Who may read it; taking back concerns whoever may now.
    let recipient: String
    let isGiven: Bool

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard let current = state.accounts[account] else { throw .notFound(.account) }
        return NewFact.consent(of: account, current, to: recipient, isGiven: isGiven)
    }
}

extension NewFact {
    /// Nothing when it is so already.
    static func consent(of id: PersonID, _ account: Account, to recipient: String, isGiven: Bool) -> [NewFact] {
        let known = account.modelConsent?.recipient
        guard isGiven ? known != recipient : known != nil else { return [] }
        let changed = AccountConsentChanged(recipient: isGiven ? recipient : known ?? recipient, given: isGiven)
        return [NewFact(.account(id), person: nil, .account(.consentChanged(changed)))]
    }
}
