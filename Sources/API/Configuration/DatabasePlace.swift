/// A database that log and vault are in. Printing it shows no password.
public struct DatabasePlace: Sendable {
    public let url: Secret
    /// Past pgbouncer.
    public let directURL: Secret?
}
