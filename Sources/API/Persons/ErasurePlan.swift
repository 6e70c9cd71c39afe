public import Events
import Projections

/// What erasing a person would touch.
public struct ErasurePlan: Codable, Sendable, Equatable {
    public let account: PersonID
    /// Nil when the log has no account: only a key is left, of somebody whom a restore has forgotten.
    public let role: Role?
    /// The last account that can administer the server.
    public let isLastAdmin: Bool
    /// Records with values sealed under the person's key; they stay, unreadable.
    public let records: Int
    public let sessions: Int
    public let epreuves: Int
    public let copies: Int
    /// Files of copies, and texts stored as files.
    public let files: Int
    public let corrections: Int
    /// Corrections that are waited for, or under way; they are given up.
    public let openCorrections: Int
    /// Teachers' comments on the person's copies.
    public let comments: Int
    /// The class that the person attends; the marks stay in it without a name.
    public let attends: ClassID?
    /// The class that the person teaches, and how many attend it; it stays, and nobody can join it any more.
    public let teaches: ClassID?
    public let pupils: Int
    /// Snapshots that would be removed.
    public let snapshots: Int

    init(of person: PersonID, in state: ReadModels, records: Int, snapshots: Int) {
        let copies = state.copies.ownedBy(person)
        let own = state.classes.ownedBy(person)
        account = person
        role = state.accounts[person]?.role
        isLastAdmin = state.accounts.isLastAdmin(person)
        self.records = records
        sessions = state.sessions.sessions(of: person).count
        epreuves = state.epreuves.ownedBy(person).count
        self.copies = copies.count
        files = copies.reduce(0) { $0 + $1.blobs.count }
        corrections = copies.reduce(0) { $0 + $1.corrections.count }
        openCorrections = copies.count { $0.status == .pending || $0.status == .processing }
        comments = copies.reduce(0) { $0 + $1.comments.count }
        attends = state.classes.attendedBy(person)?.id
        teaches = own?.id
        pupils = own?.pupils.count ?? 0
        self.snapshots = snapshots
    }
}

extension PersonEraser {
    /// What erasing the person would touch. Reads the whole log: no read model counts a person's records.
    ///
    /// - Throws: `EventLogError`.
    func plan(_ person: PersonID) async throws -> ErasurePlan {
        let state = backend.state
        let records = PersonRecords(log: backend.library.log, person: person, copies: [])
        var count = 0
        var position = LogPosition.zero
        while let chunk = try await records.next(after: position, through: state.position) {
            count += chunk.records.count { $0.person == person }
            position = chunk.end
        }
        return ErasurePlan(of: person, in: state, records: count, snapshots: snapshots.positions.count)
    }
}
