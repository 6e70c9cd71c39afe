/// A parameter of a statement, sent in Postgres's binary form: never a part of the SQL text.
public enum PostgresValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// `bigint`.
    case int(Int64)
    case text(String)
    /// `text` that is UTF-8 already.
    case utf8([UInt8])
    /// `bytea`.
    case bytes([UInt8])
    case uuid(high: UInt64, low: UInt64)
    /// `text[]` of elements that are UTF-8 already.
    case utf8Array([[UInt8]])

    /// The type's number in `pg_type`; 0 lets the server find out.
    var type: UInt32 {
        switch self {
        case .null: 0
        case .bool: 16
        case .bytes: 17
        case .int: 20
        case .text, .utf8: 25
        case .utf8Array: 1009
        case .uuid: 2950
        }
    }

    /// Appends the binary form.
    func append(to buffer: inout [UInt8]) {
        switch self {
        case .null: break
        case .bool(let value): buffer.append(value ? 1 : 0)
        case .int(let value): buffer.append(bigEndian: UInt64(bitPattern: value))
        case .text(let value): buffer += value.utf8
        case .utf8(let value), .bytes(let value): buffer += value
        case .uuid(let high, let low):
            buffer.append(bigEndian: high)
            buffer.append(bigEndian: low)
        case .utf8Array(let elements):
            // array_recv: dimensions, whether there are nulls, the elements' type, then length and lower bound of the dimension.
            buffer.append(bigEndian: UInt32(elements.isEmpty ? 0 : 1))
            buffer.append(bigEndian: UInt32(0))
            buffer.append(bigEndian: UInt32(25))
            guard !elements.isEmpty else { return }
            buffer.append(bigEndian: UInt32(elements.count))
            buffer.append(bigEndian: UInt32(1))
            buffer.reserveCapacity(buffer.count + elements.reduce(0) { $0 + $1.count + 4 })
            for element in elements {
                buffer.append(bigEndian: UInt32(element.count))
                buffer += element
            }
        }
    }
}

extension [UInt8] {
    /// Appends a number's bytes, the most significant first.
    mutating func append(bigEndian value: some FixedWidthInteger) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }
}
