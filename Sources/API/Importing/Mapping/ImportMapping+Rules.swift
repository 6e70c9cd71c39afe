import Events

extension ImportMapping {
    /// Who teaches under a code, by the code in capital letters: a teacher before an admin, then who registered first
    /// (D-02, D-06).
    var teachers: [String: PersonID] {
        var teachers: [String: PersonID] = [:]
        for role in [Role.enseignant, .admin] {
            for person in persons where person.role == role {
                guard let code = person.classCode?.uppercased() else { continue }
                teachers[code] = teachers[code] ?? person.id
            }
        }
        return teachers
    }

    /// An id of the predecessor's as one of ours: itself when it is a UUID, else one that it always has.
    static func id<Kind>(_ old: String, _ kind: String) -> EntityID<Kind> {
        EntityID(old) ?? .derived(from: "\(kind)/\(old)")
    }

    /// Whether a personal value fits a record, sealed and in base 64.
    static func fits(_ value: some Encodable) -> Bool {
        ((try? CanonicalJSON.encode(value).count) ?? .max) <= CopieContents.recordTextBytesMax
    }
}
