public import Events

/// A teacher's class: its enrolment code and who is enrolled.
public struct SchoolClass: Sendable, Equatable {
    public let id: ClassID
    public let teacher: PersonID
    /// An enrolment token, not an authority. Rotating it keeps the roster.
    public internal(set) var code: String
    /// In order of enrolment. Erased pupils stay, so that averages do; they have no account any more.
    public internal(set) var pupils: [PersonID]
    /// The records of their enrolment, in the same order.
    public internal(set) var enrolments: [LogPosition] = []
    /// Its teacher was erased: its pupils stay, nobody can join any more.
    public internal(set) var isClosed = false

    func encode(to out: inout SnapshotWriter) {
        out.id(id)
        out.id(teacher)
        out.string(code)
        out.array(pupils) { $0.id($1) }
        out.boolean(isClosed)
        out.array(enrolments) { $0.position($1) }
    }
}

extension SchoolClass {
    init(from input: inout SnapshotReader) throws(SnapshotError) {
        id = try input.id()
        teacher = try input.id()
        code = try input.string()
        pupils = try input.array { input throws(SnapshotError) in try input.id(Person.self) }
        isClosed = try input.boolean()
        enrolments = try input.array { input throws(SnapshotError) in try input.position() }
        guard enrolments.count == pupils.count else { throw .malformed }
    }
}
