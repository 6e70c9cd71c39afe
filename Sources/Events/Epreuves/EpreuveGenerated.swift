/// A subject was given to a person.
public struct EpreuveGenerated: Payload {
    public var owner: PersonID
    public var type: EpreuveType
    public var origin: EpreuveOrigin
    /// Which subject of the bank, when it comes from there.
    public var bankID: String?
    /// Whether the subject answers the œuvre or theme asked for; true when none was.
    public var matchesWish: Bool
    public var bareme: MarkingScheme
    public var content: Personal<EpreuveContent>
    /// When it happened, where the record was imported: the record's own time is the import's then.
    public var occurredAt: Timestamp?

    /// Gathers the members.
    public init(
        owner: PersonID, type: EpreuveType, origin: EpreuveOrigin, bankID: String?, matchesWish: Bool,
        bareme: MarkingScheme, content: Personal<EpreuveContent>, occurredAt: Timestamp? = nil
    ) {
        self.owner = owner
        self.type = type
        self.origin = origin
        self.bankID = bankID
        self.matchesWish = matchesWish
        self.bareme = bareme
        self.content = content
        self.occurredAt = occurredAt
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        owner = try fields.id("owner")
        type = try fields.choice("type")
        origin = try fields.choice("origin")
        bankID = try fields.optionalString("bankID")
        matchesWish = try fields.boolean("matchesWish")
        bareme = try fields.decoded("bareme", as: MarkingScheme.self)
        content = try fields.personal("content")
        occurredAt = try fields.optionalTimestamp("occurredAt")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("owner", owner)
        out.json.field("type", type.rawValue)
        out.json.field("origin", origin.rawValue)
        out.json.field("bankID", bankID)
        out.json.field("matchesWish", matchesWish)
        out.codable("bareme", bareme)
        out.personal("content", content)
        out.json.field("occurredAt", occurredAt)
    }
}
