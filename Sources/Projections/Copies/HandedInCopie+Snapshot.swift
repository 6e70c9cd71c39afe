import Events

extension HandedInCopie {
    func encode(to out: inout SnapshotWriter) {
        out.id(id)
        out.id(epreuve)
        out.id(owner)
        out.position(uploadedAt)
        out.time(created)
        out.string(blob)
        out.string(status.rawValue)
        out.integer(attempts)
        out.optional(run) { $0.id($1) }
        out.optional(leaseUntil) { $0.time($1) }
        out.optional(nextAttempt) { $0.time($1) }
        out.time(requested)
        out.optional(failedAt) { $0.position($1) }
        out.optional(readAt) { $0.position($1) }
        out.optional(textBlob) { $0.string($1) }
        out.string(cause.rawValue)
        for given in [corrections, marks] {
            out.array(given) { out, correction in
                out.position(correction.position)
                out.time(correction.time)
                out.number(correction.note)
            }
        }
        out.array(comments) { $0.position($1) }
        out.position(changedAt)
        out.boolean(isErased)
    }

    init(from input: inout SnapshotReader) throws(SnapshotError) {
        id = try input.id()
        epreuve = try input.id()
        owner = try input.id()
        uploadedAt = try input.position()
        created = try input.time()
        blob = try input.string()
        status = try input.choice()
        attempts = try input.integer()
        run = try input.optional { input throws(SnapshotError) in try input.id() }
        leaseUntil = try input.optional { input throws(SnapshotError) in try input.time() }
        nextAttempt = try input.optional { input throws(SnapshotError) in try input.time() }
        requested = try input.time()
        failedAt = try input.optional { input throws(SnapshotError) in try input.position() }
        readAt = try input.optional { input throws(SnapshotError) in try input.position() }
        textBlob = try input.optional { input throws(SnapshotError) in try input.string() }
        cause = try input.choice()
        corrections = try input.array(Self.given)
        marks = try input.array(Self.given)
        comments = try input.array { input throws(SnapshotError) in try input.position() }
        changedAt = try input.position()
        isErased = try input.boolean()
    }
    private static func given(_ input: inout SnapshotReader) throws(SnapshotError) -> GivenCorrection {
        GivenCorrection(position: try input.position(), time: try input.time(), note: try input.number())
    }
}
