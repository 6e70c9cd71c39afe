public import Events

/// A copie, and where in the log its parts are. File, text, correction and comments are read by position.
public struct HandedInCopie: Sendable, Equatable {
    public let id: CopieID
    public let epreuve: EpreuveID
    public let owner: PersonID
    /// The record of its upload.
    public let uploadedAt: LogPosition
    public let created: Timestamp
    /// Address of the sealed file.
    public let blob: String

    public internal(set) var status = CopieStatus.pending
    /// Attempts since the correction was last asked for.
    public internal(set) var attempts = 0
    /// The run that has the copie while it is `processing`.
    public internal(set) var run: CorrectionRunID?
    /// Until when nobody else may take the copie.
    public internal(set) var leaseUntil: Timestamp?
    /// Not before this; nil when it may be taken at once, or no attempt is due.
    public internal(set) var nextAttempt: Timestamp?
    /// When the correction was last asked for.
    public internal(set) var requested: Timestamp
    /// The record of the last failure since then.
    public internal(set) var failedAt: LogPosition?
    /// The record that holds the text.
    public internal(set) var readAt: LogPosition?
    /// Address of the sealed text when it is too long for that record.
    public internal(set) var textBlob: String?
    /// Why the correction was last asked for.
    public internal(set) var cause = CorrectionCause.upload
    /// Every correction, oldest first; the last one counts, unless a teacher set the mark.
    public internal(set) var corrections: [GivenCorrection] = []
    /// The marks that teachers set, oldest first; the last one counts, whatever corrections say.
    public internal(set) var marks: [GivenCorrection] = []
    /// The records of the teacher's comments, oldest first.
    public internal(set) var comments: [LogPosition] = []
    /// The last record that changed anything here.
    public internal(set) var changedAt: LogPosition

    /// Its pupil was erased: the marks are all that is left, and nothing can happen to it any more.
    public internal(set) var isErased = false

    /// The mark that counts, out of 20.
    public var note: Double? { (marks.last ?? corrections.last)?.note }
    /// Addresses of the blobs that it needs: its file, and its text when that is too long for a record.
    public var blobs: [String] { [blob] + (textBlob.map { [$0] } ?? []) }
}

/// One correction of a copie, or a mark that a teacher set.
public struct GivenCorrection: Sendable, Equatable {
    public let position: LogPosition
    public let time: Timestamp
    /// Out of 20, in half points.
    public let note: Double
}
