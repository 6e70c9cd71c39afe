import Crypto
import Events
import Foundation
import HTTPTypes
import Hummingbird

/// The three cookies of a logged-in browser, and the CSRF token bound to the session.
///
/// The session token is 256 random bits; the server keeps only its keyed hash. The CSRF token is an HMAC of that hash, so a token of
/// another session, or one that a neighbouring site planted, does not pass (OWASP CSRF Prevention Cheat Sheet, signed
/// double-submit cookie).
struct SessionCookies: Sendable {
    static let session = "eaf_session"
    static let role = "eaf_role"
    static let csrf = "eaf_csrf"
    private static let csrfDigits = 48

    let sessionHash: KeyedHash
    let csrfKey: SymmetricKey
    let isSecure: Bool

    /// A new session token, base64url.
    static func newToken() -> String {
        unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Base64URL.encode($0) }
    }

    /// The CSRF token of the session with this token hash: 48 hexadecimal digits.
    func csrfToken(tokenHash: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("csrf|\(tokenHash)".utf8), using: csrfKey)
        return String(code.hexadecimal.prefix(Self.csrfDigits))
    }

    /// `Set-Cookie` values after login or registration.
    func opened(token: String, role: Role) -> [String] {
        [
            cookie(Self.session, token, seconds: NewSession.idleSeconds, httpOnly: true),
            cookie(Self.role, role.rawValue, seconds: NewSession.idleSeconds, httpOnly: true),
            csrfCookie(tokenHash: sessionHash.of(token)),
        ]
    }

    /// The `Set-Cookie` value of the CSRF token.
    func csrfCookie(tokenHash: String) -> String {
        cookie(Self.csrf, csrfToken(tokenHash: tokenHash), seconds: NewSession.idleSeconds, httpOnly: false)
    }

    /// `Set-Cookie` values that take all three away.
    var closed: [String] {
        [Self.session, Self.role, Self.csrf].map { cookie($0, "", seconds: 0, httpOnly: $0 != Self.csrf) }
    }

    /// The `Set-Cookie` value of the position that a change has come to.
    func position(_ position: LogPosition, seconds: Int) -> String {
        cookie(ReadYourWrites.cookie, position.description, seconds: seconds, httpOnly: true)
    }

    /// The `Set-Cookie` value of a preference, which scripts may read and change.
    func preference(_ name: String, _ value: String, seconds: Int) -> String {
        cookie(name, value, seconds: seconds, httpOnly: false)
    }

    private func cookie(_ name: String, _ value: String, seconds: Int, httpOnly: Bool) -> String {
        "\(name)=\(value); Max-Age=\(seconds); Path=/; SameSite=Lax"
            + (httpOnly ? "; HttpOnly" : "") + (isSecure ? "; Secure" : "")
    }
}

extension Response {
    /// Adds `Set-Cookie` fields, one a cookie.
    mutating func setCookies(_ values: [String]) {
        for value in values { headers.append(HTTPField(name: .setCookie, value: value)) }
    }
}
