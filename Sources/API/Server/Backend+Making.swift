import Events
import Foundation
import Projections

extension Backend {
    init(_ configuration: ServerConfiguration, _ state: ServerState, clock: SystemClock, limitsRates: Bool) {
        let keys = state.keys
        self.init(
            writer: state.writer, store: state.store, library: Library(log: state.log, keys: state.vault),
            vault: state.vault, clock: clock, limiter: RateLimiter(clock: clock, isEnabled: limitsRates),
            passwords: PasswordHasher(atOnce: max(1, ProcessInfo.processInfo.activeProcessorCount - 1)),
            cookies: SessionCookies(
                sessionHash: keys.sessionHash, csrfKey: keys.csrfKey, isSecure: configuration.cookieSecure),
            origins: OriginPolicy(origin: configuration.publicOrigin?.description), emailHash: keys.emailHash,
            invitationHash: keys.invitationHash)
    }

    /// A backend without a server, for commands that open the log themselves.
    static func offline(_ configuration: ServerConfiguration, _ state: ServerState) -> Backend {
        Backend(configuration, state, clock: .real, limitsRates: false)
    }
}
