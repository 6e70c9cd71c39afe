/// The bounds of looking into the log over HTTP: an auditor must not cost the pupils anything.
struct AuditLimits: Sendable {
    /// Records in one answer, when the request does not say.
    var recordsDefault: Int
    /// Records in one answer at most.
    var recordsMax: Int
    /// Records that are looked at for one answer; the next page goes on from there.
    var recordsScannedMax: Int
    /// Who may follow the log at once, all accounts together.
    var followersMax: Int
    /// A follower hears something at least so often, and is looked at again: session, role, right.
    var keepAliveSeconds: Int
    /// Past states that are folded at once; each is a whole state in memory.
    var foldsMax: Int
    /// How long folding a past state may take.
    var foldSecondsMax: Int

    /// 1,000 records, at most 100,000 of 200,000 looked at; 16 followers, 15 seconds; 2 folds of at most 30 seconds.
    static let standard = AuditLimits(
        recordsDefault: 1_000, recordsMax: 100_000, recordsScannedMax: 200_000, followersMax: 16,
        keepAliveSeconds: 15, foldsMax: 2, foldSecondsMax: 30)
}
