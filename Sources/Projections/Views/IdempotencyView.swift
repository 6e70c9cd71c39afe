public import Events

/// `Idempotency`, laid open.
public struct IdempotencyView: ReadModelView {
    public struct Row: Encodable, Sendable {
        /// The beginnings of the two digests.
        public let name: String
        public let fingerprint: String
        public let position: LogPosition
    }

    public struct Day: Encodable, Sendable {
        /// Days since 1970-01-01, UTC.
        public let day: Int
        public let keys: [Row]
    }

    public let days: [Day]

    public var entries: Int { days.reduce(0) { $0 + $1.keys.count } }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        days = try input.rows(sortedBy: \.day) { input throws(SnapshotError) in
            Day(
                day: try input.integer(),
                keys: try input.rows(sortedBy: \.name) { input throws(SnapshotError) in
                    Row(
                        name: try input.digestText(), fingerprint: try input.digestText(),
                        position: try input.position())
                })
        }
    }
}
