import Events

/// A correction as the API answers it: the stored one, with the teacher's last comment under the predecessor's name.
struct CorrectionBody: Encodable {
    private let correction: Correction
    private let comment: String?

    private enum Keys: String, CodingKey {
        case commentaireEnseignant
    }

    /// Nil when the pupil was erased.
    init?(at position: LogPosition, comment: String?, in library: Library) throws {
        guard let given = try library.completed(at: position) else { return nil }
        correction = given.correction
        self.comment = comment
    }

    func encode(to encoder: any Encoder) throws {
        try correction.encode(to: encoder)
        var container = encoder.container(keyedBy: Keys.self)
        try container.encodeIfPresent(comment, forKey: .commentaireEnseignant)
    }
}

/// A teacher's comment.
struct CommentBody: Encodable {
    let id: CommentID
    let text: String
    let author: String
    /// As the teacher is called now; null when nobody knows any more.
    @Nullable var authorName: String?
    let createdAt: String

    /// Nil when the pupil was erased.
    init?(at position: LogPosition, in library: Library) throws {
        let (record, event) = try library.event(at: position)
        guard case .correction(.commented(let data)) = event, let text = data.text.value else { return nil }
        id = data.comment
        self.text = text
        author = (data.author ?? record.actor.user)?.description ?? ""
        createdAt = (event.occurredAt ?? record.time).milliseconds
    }

    /// With the author's name.
    init?(at position: LogPosition, by authors: Authors) throws {
        try self.init(at: position, in: authors.library)
        authorName = try authors.name(of: author)
    }
}
