import CLibPQ

/// The rows that a statement gave, kept in libpq's memory until they are read.
///
/// It never changes once it was received, so threads may share it.
@safe public final class PostgresResult: Sendable {
    /// The address of the `PGresult`: an integer, because pointers are not `Sendable`, and this one may be shared.
    private let address: UInt

    init(adopting result: OpaquePointer) { address = UInt(bitPattern: result) }

    deinit { unsafe PQclear(raw) }

    private var raw: OpaquePointer? { unsafe OpaquePointer(bitPattern: address) }

    var status: ExecStatusType { unsafe PQresultStatus(raw) }
    /// How many rows there are.
    public var count: Int { Int(unsafe PQntuples(raw)) }
    /// How many columns a row has.
    public var columns: Int { Int(unsafe PQnfields(raw)) }
    /// What was done, for example `INSERT 0 3`, `COMMIT`, or `ROLLBACK` where a COMMIT could not be.
    public var commandTag: String { unsafe String(cString: PQcmdStatus(raw)) }

    public func isNull(_ row: Int, _ column: Int) -> Bool { unsafe PQgetisnull(raw, Int32(row), Int32(column)) != 0 }

    /// The value as it came; nil for NULL.
    public func bytes(_ row: Int, _ column: Int) -> [UInt8]? {
        precondition(row < count && column < columns, "no value at (\(row), \(column)) of (\(count), \(columns))")
        guard !isNull(row, column), let value = unsafe PQgetvalue(raw, Int32(row), Int32(column)) else { return nil }
        let length = Int(unsafe PQgetlength(raw, Int32(row), Int32(column)))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: value, count: length))
    }

    /// A textual value, or any value that was asked for as text; nil for NULL.
    public func string(_ row: Int, _ column: Int) -> String? {
        bytes(row, column).map { String(decoding: $0, as: UTF8.self) }
    }

    /// An integer or boolean in binary form; nil for NULL and for anything longer than 8 bytes.
    public func int(_ row: Int, _ column: Int) -> Int64? {
        guard let bytes = bytes(row, column), (1...8).contains(bytes.count) else { return nil }
        let unsigned = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let spare = UInt64(64 - 8 * bytes.count)
        return Int64(bitPattern: unsigned << spare) >> Int64(spare)
    }

    /// The server's error, when that is what the result is.
    var error: PostgresError {
        func field(_ code: Character) -> String? {
            let value = unsafe PQresultErrorField(raw, Int32(code.asciiValue ?? 0))
            return unsafe value.map { unsafe String(cString: $0) }
        }
        // An error that libpq made up itself, for example because the connection broke, has no SQLSTATE.
        let state = field("C")
        let text = unsafe String(cString: PQresultErrorMessage(raw))
        return PostgresError(
            state == nil ? .connection : .server, field("M") ?? text.trimmed, state: state.map { SQLState($0) },
            severity: field("V"), detail: field("D"), hint: field("H"), schema: field("s"), table: field("t"),
            constraint: field("n"))
    }
}

extension String {
    /// Without the line feeds that libpq puts at the end of its messages, on one line.
    var trimmed: String {
        split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }.joined(separator: "; ")
    }
}
