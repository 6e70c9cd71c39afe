/// What can happen to an account.
public enum AccountEvent: Sendable, Equatable {
    case registered(AccountRegistered)
    case roleChanged(AccountRoleChanged)
    case passwordChanged(AccountPasswordChanged)
    case profileChanged(AccountProfileChanged)
    case unsealingChanged(AccountUnsealingChanged)
    case consentChanged(AccountConsentChanged)
}
