import Logging

/// The security events that the product logs, under the names of OWASP's Application Logging Vocabulary.
enum SecurityEvent: String, CaseIterable, Sendable {
    case loginSucceeded = "authn_login_success"
    case loginSucceededAfterFailure = "authn_login_successafterfail"
    case loginFailed = "authn_login_fail"
    case loginFailedTooOften = "authn_login_fail_max"
    case loginLocked = "authn_login_lock"
    case passwordChanged = "authn_password_change"
    case passwordChangeFailed = "authn_password_change_fail"
    /// An invitation code or another token was made.
    case tokenCreated = "authn_token_created"
    case tokenRevoked = "authn_token_revoked"
    case tokenReused = "authn_token_reuse"

    case accessDenied = "authz_fail"
    case rightsChanged = "authz_change"
    case administratorActed = "authz_admin"

    case sessionCreated = "session_created"
    case sessionRenewed = "session_renewed"
    /// The reason (`logout`, `timeout`, `revoked`) is in the metadata.
    case sessionExpired = "session_expired"
    case sessionUsedAfterExpiry = "session_use_after_expire"

    case inputRejected = "input_validation_fail"
    /// A value outside of a fixed list: the page cannot have sent it.
    case inputChoiceRejected = "input_validation_discrete_fail"
    case rateLimitExceeded = "excess_rate_limit_exceeded"
    case decryptionFailed = "crypt_decrypt_fail"
    /// A request from a foreign origin, refused.
    case originRejected = "malicious_cors"
    /// An identifier of somebody else's thing, refused.
    case directReferenceRejected = "malicious_direct_reference"

    case uploadCompleted = "upload_complete"
    case uploadStored = "upload_stored"
    /// A file was refused; a file that passed is only `uploadCompleted`.
    case uploadRefused = "upload_validation"
    case uploadDeleted = "upload_delete"

    case userCreated = "user_created"
    case userUpdated = "user_updated"
    case userDeleted = "user_deleted"
    case permissionsChanged = "privilege_permissions_changed"
    /// Personal data was given out, such as a person's export.
    case sensitiveDataRead = "sensitive_read"
    /// Personal data was erased.
    case sensitiveDataDeleted = "sensitive_delete"

    case systemStarted = "sys_startup"
    case systemStopped = "sys_shutdown"
    case systemCrashed = "sys_crash"

    /// The level that the vocabulary gives the event.
    var level: Logger.Level {
        switch self {
        case .loginSucceeded, .loginSucceededAfterFailure, .passwordChanged, .tokenCreated, .tokenRevoked,
            .sessionCreated, .sessionRenewed, .sessionExpired,
            .uploadCompleted, .uploadStored, .uploadDeleted:
            .info
        case .loginFailed, .loginFailedTooOften, .loginLocked, .rightsChanged, .administratorActed,
            .inputRejected, .inputChoiceRejected, .rateLimitExceeded, .decryptionFailed,
            .userCreated, .userUpdated, .userDeleted, .permissionsChanged,
            .sensitiveDataRead, .sensitiveDataDeleted,
            .systemStarted, .systemStopped, .systemCrashed:
            .warning
        case .passwordChangeFailed, .tokenReused, .accessDenied, .sessionUsedAfterExpiry,
            .originRejected, .directReferenceRejected, .uploadRefused:
            .critical
        }
    }
}
