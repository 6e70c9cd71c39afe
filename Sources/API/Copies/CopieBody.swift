import Events
import Projections

/// The answer to a copie handed in.
struct HandedInBody: Encodable {
    let copieId: CopieID
    let status: CopieStatus
    let newBadges: [String]
}

/// A copie in a list.
struct CopieSummary: Encodable {
    let copieId: CopieID
    let epreuveId: EpreuveID
    let status: CopieStatus
    @Nullable var note: Double?
    let attempts: Int
    let createdAt: String
    @Nullable var correctedAt: String?

    init(_ copie: HandedInCopie) {
        copieId = copie.id
        epreuveId = copie.epreuve
        status = copie.status
        note = copie.note
        attempts = copie.attempts
        createdAt = copie.created.milliseconds
        correctedAt = copie.corrections.last?.time.milliseconds
    }
}

/// The answer of `GET copies`, newest first.
struct CopieList: Encodable {
    let copies: [CopieSummary]
    /// The value of `before` for the next page; nil on the last.
    let next: Cursor?
}

/// A copie with everything that its pupil and teacher may read.
struct CopieBody: Encodable {
    let copieId: CopieID
    let epreuveId: EpreuveID
    let status: CopieStatus
    @Nullable var correction: CorrectionBody?
    /// The mark that counts: the teacher's, else the last correction's.
    @Nullable var note: Double?
    /// The mark that a teacher set last.
    @Nullable var noteEnseignant: TeacherMark?
    @Nullable var ocrText: String?
    let createdAt: String
    @Nullable var correctedAt: String?
    let attempts: Int
    @Nullable var nextAttemptAt: String?
    @Nullable var failureReason: String?
    /// Why no copie is corrected now, while this one waits.
    @Nullable var pauseReason: String?
    @Nullable var resumesAt: String?
    let comments: [CommentBody]
    /// How many corrections there are; the last one counts, unless a teacher set the mark.
    let corrections: Int
    let file: FileBody?

    /// - Parameter texts: nil leaves the text out.
    init(
        _ copie: HandedInCopie, by authors: Authors, texts: CopieContents?, pause: ModelObstacle? = nil
    ) async throws {
        let library = authors.library
        copieId = copie.id
        epreuveId = copie.epreuve
        status = copie.status
        comments = try copie.comments.compactMap { try CommentBody(at: $0, by: authors) }
        let comment = comments.last?.text
        correction = try copie.corrections.last.flatMap {
            try CorrectionBody(at: $0.position, comment: comment, in: library)
        }
        note = copie.note
        noteEnseignant = try copie.marks.last.flatMap { try TeacherMark(at: $0.position, by: authors) }
        if copie.status == .pending, let pause {
            pauseReason = pause.reason
            resumesAt = pause.until.milliseconds
        }
        if let texts { ocrText = try await Self.text(of: copie, texts) }
        createdAt = copie.created.milliseconds
        correctedAt = copie.corrections.last?.time.milliseconds
        attempts = copie.attempts
        nextAttemptAt = copie.nextAttempt?.milliseconds
        failureReason = try copie.failedAt.flatMap { try Self.reason(at: $0, in: library) }
        corrections = copie.corrections.count
        file = try FileBody(at: copie.uploadedAt, in: library)
    }

    private static func text(of copie: HandedInCopie, _ texts: CopieContents) async throws -> String? {
        do throws(CopieContentsError) {
            return try await texts.text(of: copie)
        } catch .hidden {
            // The pupil was erased: nobody reads it any more.
            return nil
        }
    }

    static func reason(at position: LogPosition, in library: Library) throws -> String? {
        try failure(at: position, in: library)?.reason
    }

    /// What the record at `position` says of a failed attempt: a stable name, and the words for the pupil.
    static func failure(at position: LogPosition, in library: Library) throws -> (code: String, reason: String)? {
        switch try library.event(at: position).event {
        case .correction(.failed(let failed)): return (failed.code, failed.reason)
        case .correction(.postponed(let postponed)): return (postponed.code, postponed.reason)
        default: return nil
        }
    }
}

/// The file of a copie.
struct FileBody: Encodable {
    let type: String
    let bytes: Int
    let sha256: String
    let pages: Int?

    init?(at position: LogPosition, in library: Library) throws {
        guard case .copie(.uploaded(let data)) = try library.event(at: position).event else { return nil }
        self.init(data)
    }

    init(_ upload: CopieUploaded) {
        type = upload.fileType
        bytes = upload.bytes
        sha256 = upload.sha256
        pages = upload.pages
    }
}
