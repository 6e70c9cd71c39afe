import Events
import Foundation
import Projections

extension Backend {
    init(
        _ configuration: ServerConfiguration, _ state: ServerState, clock: SystemClock, limitsRates: Bool,
        models: ModelDesk? = nil
    ) {
        let keys = state.keys
        self.init(
            writer: state.writer, store: state.store, library: Library(log: state.log, keys: state.vault),
            vault: state.vault, clock: clock,
            limiter: RateLimiter(
                clock: clock, isEnabled: limitsRates,
                shared: state.shared.map { SharedLimits(buckets: $0.buckets, hash: keys.emailHash) }),
            passwords: PasswordHasher(atOnce: max(1, ProcessInfo.processInfo.activeProcessorCount - 1)),
            cookies: SessionCookies(
                sessionHash: keys.sessionHash, csrfKey: keys.csrfKey, isSecure: configuration.cookieSecure),
            origins: OriginPolicy(origin: configuration.publicOrigin?.description), emailHash: keys.emailHash,
            invitationHash: keys.invitationHash, models: models)
    }

}

extension Control {
    /// What operators may ask for without a server: they opened the log themselves.
    ///
    /// - Throws: `BlobError`.
    static func offline(_ configuration: ServerConfiguration, _ state: ServerState) throws -> Control {
        let backend = Backend(configuration, state, clock: .real, limitsRates: false)
        let blobs = try configuration.blobStore(
            keys: state.vault, health: StorageHealth(), isShared: state.shared != nil)
        return Control(
            backend: backend, eraser: PersonEraser(backend: backend, blobs: blobs, snapshots: state.snapshots),
            exporter: PersonExporter(
                backend: backend, texts: CopieContents(log: state.log, keys: state.vault, blobs: blobs)))
    }
}
