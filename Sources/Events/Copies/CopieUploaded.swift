/// A pupil handed in a copie; its file is stored.
public struct CopieUploaded: Payload {
    public var epreuve: EpreuveID
    public var owner: PersonID
    /// SHA-256 of the file as it was handed in, hexadecimal.
    public var sha256: String
    /// SHA-256 of the sealed blob: its address in the store.
    public var blob: String
    /// Size of the file as it was handed in.
    public var bytes: Int
    /// The media type that the client declared.
    public var declaredType: String
    /// The media type that the first bytes show.
    public var fileType: String
    public var pages: Int?
    /// When it happened, where the record was imported: the record's own time is the import's then.
    public var occurredAt: Timestamp?

    /// Gathers the members.
    public init(
        epreuve: EpreuveID, owner: PersonID, sha256: String, blob: String, bytes: Int, declaredType: String,
        fileType: String, pages: Int?, occurredAt: Timestamp? = nil
    ) {
        self.epreuve = epreuve
        self.owner = owner
        self.sha256 = sha256
        self.blob = blob
        self.bytes = bytes
        self.declaredType = declaredType
        self.fileType = fileType
        self.pages = pages
        self.occurredAt = occurredAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        epreuve = try fields.id("epreuve")
        owner = try fields.id("owner")
        sha256 = try fields.string("sha256")
        blob = try fields.string("blob")
        bytes = try fields.integer("bytes")
        declaredType = try fields.string("declaredType")
        fileType = try fields.string("fileType")
        pages = try fields.optionalInteger("pages")
        occurredAt = try fields.optionalTimestamp("occurredAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("epreuve", epreuve)
        out.json.field("owner", owner)
        out.json.field("sha256", sha256)
        out.json.field("blob", blob)
        out.json.field("bytes", bytes)
        out.json.field("declaredType", declaredType)
        out.json.field("fileType", fileType)
        out.json.field("pages", pages)
        out.json.field("occurredAt", occurredAt)
    }
}
