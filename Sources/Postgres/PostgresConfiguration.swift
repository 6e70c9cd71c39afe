/// How to reach a server.
public struct PostgresConfiguration: Equatable, Sendable {
    /// A connection URI or string as libpq reads it: several hosts, `sslmode`, `sslrootcert`, `target_session_attrs`… Password
    /// files, service files and the `PG…` variables of the environment count too.
    public var url: String
    /// How the server's `pg_stat_activity` calls the connection, unless the URL says otherwise.
    public var applicationName: String
    /// The longest that connecting to one host may take, unless the URL says otherwise; libpq counts in seconds, from 2 on.
    public var connectSecondsMax: Int

    /// Gathers the three.
    public init(url: String, applicationName: String, connectSecondsMax: Int) {
        self.url = url
        self.applicationName = applicationName
        self.connectSecondsMax = connectSecondsMax
    }

    /// libpq's keywords and values, the later ones winning over the earlier ones.
    var keywords: [(String, String)] {
        [
            ("fallback_application_name", applicationName),
            ("connect_timeout", String(connectSecondsMax)),
            // A peer that vanished is noticed within half a minute.
            ("keepalives_idle", "10"), ("keepalives_interval", "5"), ("keepalives_count", "3"),
            ("tcp_user_timeout", "20000"),
            // Expanded where it stands: what the URL says wins over the above.
            ("dbname", url),
            ("client_encoding", "UTF8"),
        ]
    }

    /// Whether libpq can read the URL; nothing is connected.
    public var isReadable: Bool { PostgresHandle.canRead(url) }
}
