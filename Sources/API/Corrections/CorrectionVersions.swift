import Events
import Projections

/// Every correction of a copie and every mark that a teacher set, and which one counts.
struct CorrectionVersions: Encodable {
    /// The mark that counts.
    @Nullable var note: Double?
    /// Oldest first.
    let versions: [CorrectionVersion]
    /// Oldest first.
    let notes: [TeacherMark]

    /// - Throws: `EventLogError`, `PayloadError`.
    init(_ copie: HandedInCopie, by authors: Authors) throws {
        note = copie.note
        notes = try copie.marks.compactMap { try TeacherMark(at: $0.position, by: authors) }
        let library = authors.library
        let counting = copie.marks.isEmpty ? copie.corrections.last?.position : nil
        versions = try copie.corrections.enumerated().compactMap { offset, given in
            try CorrectionVersion(offset + 1, given, counts: given.position == counting, in: library)
        }
    }
}

/// One correction, with who wrote it and why.
struct CorrectionVersion: Encodable {
    /// From 1.
    let version: Int
    /// Whether its mark is the copie's.
    let counts: Bool
    let note: Double
    let provider: String
    let model: String
    let provisional: Bool
    @Nullable var promptHash: String?
    @Nullable var cause: CorrectionCause?
    @Nullable var quotesDropped: Int?
    let createdAt: String
    let correction: Correction

    /// Nil when the pupil was erased.
    init?(_ version: Int, _ given: GivenCorrection, counts: Bool, in library: Library) throws {
        guard let (data, correction) = try library.completed(at: given.position) else { return nil }
        self.version = version
        self.counts = counts
        note = data.note
        provider = data.provider
        model = data.model
        provisional = data.provisional
        promptHash = data.promptHash
        cause = data.cause
        quotesDropped = data.quotesDropped
        createdAt = given.time.milliseconds
        self.correction = correction
    }
}

/// A mark that a teacher set.
struct TeacherMark: Encodable {
    let note: Double
    let motif: String
    let author: String
    /// As the teacher is called now; null when nobody knows any more.
    @Nullable var authorName: String?
    let createdAt: String

    /// Nil when the pupil was erased.
    init?(at position: LogPosition, in library: Library) throws {
        let (record, event) = try library.event(at: position)
        guard case .correction(.marked(let data)) = event, let reason = data.reason.value else { return nil }
        note = data.note
        motif = reason
        author = record.actor.user?.description ?? ""
        createdAt = record.time.milliseconds
    }

    /// With the author's name.
    init?(at position: LogPosition, by authors: Authors) throws {
        try self.init(at: position, in: authors.library)
        authorName = try authors.name(of: author)
    }
}
