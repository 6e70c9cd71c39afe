/// A worker claimed the copie; until the lease ends nobody else may.
public struct CorrectionStarted: Payload {
    public var run: CorrectionRunID
    /// From 1.
    public var attempt: Int
    public var worker: String
    public var leaseUntil: Timestamp

    /// Gathers the members.
    public init(run: CorrectionRunID, attempt: Int, worker: String, leaseUntil: Timestamp) {
        self.run = run
        self.attempt = attempt
        self.worker = worker
        self.leaseUntil = leaseUntil
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        run = try fields.id("run")
        attempt = try fields.integer("attempt")
        worker = try fields.string("worker")
        leaseUntil = try fields.timestamp("leaseUntil")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("run", run)
        out.json.field("attempt", attempt)
        out.json.field("worker", worker)
        out.json.field("leaseUntil", leaseUntil)
    }
}
