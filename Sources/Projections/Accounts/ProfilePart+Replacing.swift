import Events

extension [ProfilePart] {
    /// Notes that the record at `position` holds the current values of `fields`; records that hold none any more fall out.
    mutating func replace(_ fields: [ProfileField], at position: LogPosition) {
        let members = fields.reduce(UInt16(0)) { $0 | ProfilePart.bit($1) }
        for index in indices { self[index].members &= ~members }
        removeAll { $0.members == 0 }
        append(ProfilePart(position: position, members: members))
    }
}
