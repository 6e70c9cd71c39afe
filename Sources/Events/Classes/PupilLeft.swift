/// A pupil is no longer in the class.
public struct PupilLeft: Payload {
    public var pupil: PersonID

    /// Gathers the members.
    public init(pupil: PersonID) {
        self.pupil = pupil
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        pupil = try fields.id("pupil")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("pupil", pupil)
    }
}
