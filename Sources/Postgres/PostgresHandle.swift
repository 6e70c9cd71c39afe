import CLibPQ
import Glibc

/// Owns one `PGconn`: every call of libpq on it is made in this file.
///
/// A `PGconn` may move between threads but must not be used by two at once. Unique ownership gives just that, so the struct may
/// be sent; the address is kept as an integer because a pointer would make it non-`Sendable`.
@safe struct PostgresHandle: ~Copyable, Sendable {
    private let address: UInt

    private init(adopting connection: OpaquePointer) { address = UInt(bitPattern: connection) }

    deinit { unsafe PQfinish(raw) }

    private var raw: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

    /// Connects, and leaves the connection in non-blocking mode: from then on every wait has a bound of its own.
    static func open(_ keywords: [(String, String)]) throws(PostgresError) -> PostgresHandle {
        let names = keywords.map(\.0)
        let values = keywords.map(\.1)
        let connection = unsafe names.withCStrings { names in
            unsafe values.withCStrings { values in unsafe PQconnectdbParams(names, values, 1) }
        }
        guard let connection = unsafe connection else { throw PostgresError(.connection, "out of memory") }
        let handle = unsafe PostgresHandle(adopting: connection)
        if !handle.isAlive { try handle.connectAgain() }
        unsafe clibpq_ignore_notices(handle.raw)
        guard unsafe PQsetnonblocking(handle.raw, 1) == 0 else { throw handle.failure }
        return handle
    }

    /// Connects once more if it was a server that refused, for its SQLSTATE: libpq has it only in a verbose message, and a message is
    /// verbose only on a connection that was told so, which has been made already.
    ///
    /// - Throws: `PostgresError`, unless the server has changed its mind.
    private func connectAgain() throws(PostgresError) {
        let message = errorText
        // So a server begins, in any language: severity, colon, two spaces.
        guard message.contains(":  ") else { throw PostgresError(.connection, message) }
        unsafe PQsetErrorVerbosity(raw, PQERRORS_VERBOSE)
        defer { unsafe PQsetErrorVerbosity(raw, PQERRORS_DEFAULT) }
        unsafe PQreset(raw)
        guard isAlive else { throw PostgresError(.connection, message, state: SQLState(verbose: errorText)) }
    }

    static func canRead(_ url: String) -> Bool {
        let options = unsafe PQconninfoParse(url, nil)
        defer { unsafe PQconninfoFree(options) }
        return unsafe options != nil
    }

    // MARK: State

    var isAlive: Bool { unsafe PQstatus(raw) == CONNECTION_OK }
    /// No transaction is open and nothing is under way.
    var isIdle: Bool {
        unsafe isAlive && PQtransactionStatus(raw) == PQTRANS_IDLE && PQpipelineStatus(raw) == PQ_PIPELINE_OFF
    }
    var serverVersion: Int { Int(unsafe PQserverVersion(raw)) }
    var serverProcess: Int32 { unsafe PQbackendPID(raw) }
    private var errorText: String { unsafe String(cString: PQerrorMessage(raw)).trimmed }
    var failure: PostgresError { PostgresError(isAlive ? .usage : .connection, errorText) }

    func parameter(_ name: String) -> String? {
        let value = unsafe PQparameterStatus(raw, name)
        return unsafe value.map { unsafe String(cString: $0) }
    }

    /// Waits until the socket can be read, or also written to; false when it could not in time.
    func wait(toWrite: Bool, until deadline: ContinuousClock.Instant) throws(PostgresError) -> Bool {
        let events = Int16(toWrite ? POLLIN | POLLOUT : POLLIN)
        while true {
            var polled = pollfd(fd: unsafe PQsocket(raw), events: events, revents: 0)
            let left = (deadline - .now).milliseconds
            let ready = unsafe poll(&polled, 1, Int32(clamping: max(0, left)))
            if ready > 0 { return true }
            if ready == 0, left <= 0 { return false }
            guard ready == 0 || errno == EINTR else { throw PostgresError(.connection, "poll: errno \(errno)") }
        }
    }

    func shutDown() { shutdown(unsafe PQsocket(raw), Int32(SHUT_RDWR)) }

    // MARK: Sending

    func send(_ statement: PostgresStatement) throws(PostgresError) {
        let parameters = statement.parameters
        var buffer: [UInt8] = []
        var ranges: [Range<Int>] = []
        for parameter in parameters {
            let start = buffer.count
            parameter.append(to: &buffer)
            ranges.append(start..<buffer.count)
        }
        // An empty buffer has no address, and a parameter without one would be NULL.
        buffer.append(0)
        let types = parameters.map(\.type)
        let lengths = ranges.map { Int32($0.count) }
        let formats = [Int32](repeating: PostgresStatement.Format.binary.rawValue, count: parameters.count)
        let sent = unsafe buffer.withUnsafeBytes { bytes in
            let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            var values: [UnsafePointer<CChar>?] = unsafe []
            for (parameter, range) in zip(parameters, ranges) {
                unsafe values.append(parameter == .null ? nil : base?.advanced(by: range.lowerBound))
            }
            return unsafe PQsendQueryParams(
                raw, statement.sql, Int32(parameters.count), types, values, lengths, formats,
                statement.format.rawValue)
        }
        guard sent == 1 else { throw failure }
    }

    func send(script: String) throws(PostgresError) {
        guard unsafe PQsendQuery(raw, script) == 1 else { throw failure }
    }
    func enterPipeline() throws(PostgresError) { guard unsafe PQenterPipelineMode(raw) == 1 else { throw failure } }
    func exitPipeline() throws(PostgresError) { guard unsafe PQexitPipelineMode(raw) == 1 else { throw failure } }
    func sync() throws(PostgresError) { guard unsafe PQpipelineSync(raw) == 1 else { throw failure } }

    /// Sends what is buffered; false when the socket took only a part.
    func flush() throws(PostgresError) -> Bool {
        let left = unsafe PQflush(raw)
        guard left >= 0 else { throw PostgresError(.connection, errorText) }
        return left == 0
    }

    // MARK: Receiving

    func consumeInput() throws(PostgresError) {
        guard unsafe PQconsumeInput(raw) == 1 else { throw PostgresError(.connection, errorText) }
    }

    var isBusy: Bool { unsafe PQisBusy(raw) == 1 }

    /// The next result; nil when the statement has no more. Waits for the server unless `isBusy` is false.
    func result() -> PostgresResult? {
        let result = unsafe PQgetResult(raw)
        return unsafe result.map { unsafe PostgresResult(adopting: $0) }
    }

    func notification() -> PostgresNotification? {
        guard let notify = unsafe PQnotifies(raw) else { return nil }
        defer { unsafe PQfreemem(notify) }
        return unsafe PostgresNotification(
            channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra),
            sender: notify.pointee.be_pid)
    }

    // MARK: COPY

    enum Copied { case data, nothingYet, end }

    /// The next piece of COPY … TO STDOUT, handed to `body` if there is one.
    func take(_ body: (Span<UInt8>) -> Void) throws(PostgresError) -> Copied {
        var start: UnsafeMutablePointer<CChar>?
        let count = unsafe PQgetCopyData(raw, &start, 1)
        defer { unsafe PQfreemem(start) }
        guard count > 0, let start = unsafe start else {
            guard count >= -1 else { throw failure }
            return count == 0 ? .nothingYet : .end
        }
        let bytes = unsafe UnsafeRawBufferPointer(start: start, count: Int(count)).assumingMemoryBound(to: UInt8.self)
        unsafe body(bytes.span)
        return .data
    }

    // MARK: Names

    /// A name as it may stand in SQL text.
    func quoted(_ name: String) throws(PostgresError) -> String {
        guard let quoted = unsafe PQescapeIdentifier(raw, name, name.utf8.count) else { throw failure }
        defer { unsafe PQfreemem(quoted) }
        return unsafe String(cString: quoted)
    }
}

extension [String] {
    /// Calls `body` with C strings, ended by a null pointer, that live as long as the call.
    fileprivate func withCStrings<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        let copies = unsafe self.map { unsafe strdup($0) }
        defer { unsafe copies.forEach { unsafe free($0) } }
        var pointers: [UnsafePointer<CChar>?] = unsafe copies.map { unsafe $0.map { unsafe UnsafePointer($0) } }
        unsafe pointers.append(nil)
        return unsafe pointers.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else {
                preconditionFailure("an array with an element has an address")
            }
            return unsafe body(base)
        }
    }
}
