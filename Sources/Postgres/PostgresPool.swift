import Dispatch
import Synchronization

/// A few connections that threads take turns with; they are opened when needed and dropped when they broke.
///
/// A thread waits for a free one, for a bounded time.
public final class PostgresPool: Sendable {
    private final class Slot: Sendable {
        let connection = Mutex<PostgresConnection?>(nil)
    }

    private let configuration: PostgresConfiguration
    private let waitLimit: Duration
    private let slots: [Slot]
    /// The slots that nobody has, the one used last at the end: so a quiet pool keeps to few connections.
    private let free: Mutex<[Int]>
    private let available: DispatchSemaphore

    /// A pool of at most `size` connections; none is opened yet.
    public init(_ configuration: PostgresConfiguration, size: Int, waitLimit: Duration) {
        precondition(size > 0, "a pool has at least one connection")
        self.configuration = configuration
        self.waitLimit = waitLimit
        slots = (0..<size).map { _ in Slot() }
        free = Mutex(Array(0..<size))
        available = DispatchSemaphore(value: size)
    }

    /// Lends a connection to `body`, which leaves no transaction open.
    ///
    /// A connection that was kept may have died meanwhile. So when `body` fails because the connection did, it is called once
    /// more with a new one, unless `isRepeatable` is false.
    ///
    /// - Throws: `PostgresError`; `.timeout` when no connection became free in time.
    public func withConnection<Success: Sendable>(
        isRepeatable: Bool, _ body: (inout PostgresConnection) throws(PostgresError) -> Success
    ) throws(PostgresError) -> Success {
        guard available.wait(timeout: .now() + .milliseconds(Int(waitLimit.milliseconds))) == .success else {
            throw PostgresError(.timeout, "all \(slots.count) connections are in use")
        }
        defer { available.signal() }
        let index = free.withLock { $0.removeLast() }
        defer { free.withLock { $0.append(index) } }
        return try slots[index].connection.withLock { kept throws(PostgresError) in
            let wasKept = kept != nil
            do throws(PostgresError) {
                return try kept.use(configuration, body)
            } catch {
                guard wasKept, isRepeatable, error.endsConnection, error.kind != .timeout else { throw error }
                return try kept.use(configuration, body)
            }
        }
    }
}

extension Optional where Wrapped: ~Copyable, Wrapped == PostgresConnection {
    /// Calls `body` with the connection, opened if there is none, and keeps it only while it can be used again.
    ///
    /// - Throws: `PostgresError`.
    public mutating func use<Success: Sendable>(
        _ configuration: PostgresConfiguration,
        _ body: (inout PostgresConnection) throws(PostgresError) -> Success
    ) throws(PostgresError) -> Success {
        var connection = try takeLiving(or: configuration)
        do throws(PostgresError) {
            let success = try body(&connection)
            if connection.isReusable { self = consume connection }
            return success
        } catch {
            if connection.isReusable { self = consume connection }
            throw error
        }
    }

    /// Takes the connection if its server is still there, or opens another.
    ///
    /// - Throws: `PostgresError`.
    public mutating func takeLiving(
        or configuration: PostgresConfiguration
    ) throws(PostgresError) -> PostgresConnection {
        switch take() {
        case .some(let connection):
            if connection.isStillThere() { return connection }
            return try PostgresConnection.open(configuration)
        case .none: return try PostgresConnection.open(configuration)
        }
    }
}
