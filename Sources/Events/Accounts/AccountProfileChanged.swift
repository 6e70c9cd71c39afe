/// The person changed some members of the profile; the others stay as they were.
public struct AccountProfileChanged: Payload {
    /// Which members changed, so that a fold need not open `profile`. The day of the épreuve was taken back when it is named here
    /// and `profile` does not carry it.
    public var changed: [ProfileField]
    public var profile: Personal<ProfileFields>

    /// Gathers the members.
    public init(changed: [ProfileField], profile: Personal<ProfileFields>) {
        self.changed = changed
        self.profile = profile
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        changed = try fields.decoded("fields", as: [ProfileField].self)
        profile = try fields.personal("profile")
    }

    public func write(to out: inout PayloadWriter) {
        out.codable("fields", changed)
        out.personal("profile", profile)
    }
}
