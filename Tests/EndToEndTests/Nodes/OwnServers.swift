import Foundation
import Glibc
import TestSupport
import Testing

/// PostgreSQL servers of a test's own, which it stops, kills and promotes: a primary, a standby of it, and pgbouncer before the
/// primary.
final class OwnServers {
    private static let script = """
        set -euo pipefail
        cd "$1"
        shift
        bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
        as_owner=()
        if [ "$(id -u)" -eq 0 ]; then
            chown postgres .
            as_owner=(setpriv --reuid=postgres --regid="$(id -g postgres)" --clear-groups)
        fi
        case $1 in
        init)
            "${as_owner[@]}" "$bin/initdb" -D primary -U postgres -A trust -E UTF8 --locale=C --no-sync >/dev/null
            printf "listen_addresses = '127.0.0.1'\\nunix_socket_directories = ''\\nfsync = off\\n" >>primary/postgresql.conf
            printf 'host all all 127.0.0.1/32 trust\\nhost replication all 127.0.0.1/32 trust\\n' >primary/pg_hba.conf ;;
        standby)
            "${as_owner[@]}" "$bin/pg_basebackup" -D standby -R -c fast -d "host=127.0.0.1 port=$2 user=postgres application_name=standby" ;;
        serve) exec "${as_owner[@]}" "$bin/postgres" -D "$2" -p "$3" ;;
        promote) "${as_owner[@]}" "$bin/pg_ctl" -D "$2" promote -w >/dev/null ;;
        pgbouncer)
            printf '"postgres" ""\\n' >users.txt
            printf '[databases]\\n* = host=127.0.0.1 port=%s\\n[pgbouncer]\\nlisten_addr = 127.0.0.1\\nlisten_port = %s\\nunix_socket_dir =\\nauth_type = trust\\nauth_file = users.txt\\npool_mode = transaction\\nserver_login_retry = 1\\n' "$2" "$3" >pgbouncer.ini
            exec "${as_owner[@]}" pgbouncer -q pgbouncer.ini ;;
        ready)
            for _ in $(seq 200); do
                "$bin/psql" -XAtq -c 'SELECT 1' "postgresql://postgres@127.0.0.1:$2/postgres" >/dev/null 2>&1 && exit 0
                sleep 0.05
            done
            exit 1 ;;
        sql) "$bin/psql" -XAtq -v ON_ERROR_STOP=1 -c "$3" "postgresql://postgres@127.0.0.1:$2/postgres" ;;
        esac
        """

    private let place: Place
    let ports: (primary: Int, standby: Int, pgbouncer: Int)
    private(set) var primary: Child
    private(set) var standby: Child?
    private(set) var pgbouncer: Child?

    /// Starts the primary.
    init() async throws {
        place = try Place()
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path)
        let ports = try (0..<3).map { _ in try FreePort.find() }
        self.ports = (ports[0], ports[1], ports[2])
        try await Self.run(place, "init")
        primary = try Self.start(place, "serve", "primary", "\(ports[0])")
        try await Self.run(place, "ready", "\(ports[0])")
    }

    deinit {
        for child in [primary, standby].compactMap({ $0 }) { child.signal(SIGQUIT) }
        pgbouncer?.signal(SIGKILL)
    }

    var url: String { Self.url(ports.primary) }
    var bouncerURL: String { Self.url(ports.pgbouncer) }
    /// Whichever of the two takes writes.
    var pairURL: String {
        "postgresql://postgres@127.0.0.1:\(ports.primary),127.0.0.1:\(ports.standby)/postgres"
            + "?target_session_attrs=read-write&connect_timeout=2"
    }

    private static func url(_ port: Int) -> String { "postgresql://postgres@127.0.0.1:\(port)/postgres" }

    /// Makes a standby and starts it.
    ///
    /// - Parameter isSynchronous: whether the primary acknowledges nothing without it from now on.
    func startStandby(isSynchronous: Bool) async throws {
        try await Self.run(place, "standby", "\(ports.primary)")
        standby = try Self.start(place, "serve", "standby", "\(ports.standby)")
        try await Self.run(place, "ready", "\(ports.standby)")
        guard isSynchronous else { return }
        try await sql("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
        try await sql("SELECT pg_reload_conf()")
        try await eventually("the standby is synchronous") {
            try await sql("SELECT sync_state FROM pg_stat_replication") == "sync\n"
        }
    }

    /// Ends the standby as it is, and keeps its files.
    func stopStandby() async throws {
        standby?.signal(SIGINT)
        try await standby?.ended()
    }

    /// The standby becomes the server that takes writes, started first when it does not run.
    func promote() async throws {
        if standby?.isRunning != true {
            standby = try Self.start(place, "serve", "standby", "\(ports.standby)")
            try await Self.run(place, "ready", "\(ports.standby)")
        }
        try await Self.run(place, "promote", "standby")
    }

    func killPrimary() async throws {
        primary.signal(SIGQUIT)
        try await primary.ended()
    }

    /// Ends the primary in order; it keeps its files.
    func stopPrimary() async throws {
        primary.signal(SIGINT)
        try await primary.ended()
    }

    func startPrimary() async throws {
        primary = try Self.start(place, "serve", "primary", "\(ports.primary)")
        try await Self.run(place, "ready", "\(ports.primary)")
    }

    func startPgbouncer() async throws {
        pgbouncer = try Self.start(place, "pgbouncer", "\(ports.primary)", "\(ports.pgbouncer)")
        try await Self.run(place, "ready", "\(ports.pgbouncer)")
    }

    func killPgbouncer() async throws {
        pgbouncer?.signal(SIGKILL)
        try await pgbouncer?.ended()
    }

    @discardableResult
    func sql(_ text: String, port: Int? = nil) async throws -> String {
        try await Self.run(place, "sql", "\(port ?? ports.primary)", text)
    }

    private static func start(_ place: Place, _ arguments: String...) throws -> Child {
        try Child(
            "/bin/bash", ["-c", script, "servers", place.path] + arguments, in: place.path,
            environment: ["PATH": "/usr/sbin:/usr/bin:/bin", "LANG": "C.UTF-8"])
    }

    @discardableResult
    private static func run(_ place: Place, _ arguments: String...) async throws -> String {
        let child = try Child(
            "/bin/bash", ["-c", script, "servers", place.path] + arguments, in: place.path,
            environment: ["PATH": "/usr/sbin:/usr/bin:/bin", "LANG": "C.UTF-8"])
        let status = try await child.ended()
        try #require(status == 0, "\(arguments): \(child.errors)")
        return child.output
    }
}
