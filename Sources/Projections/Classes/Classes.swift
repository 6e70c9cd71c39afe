public import Events
import HashTreeCollections

/// Classes by id, code, teacher and pupil.
public struct Classes: Projection {
    public static let name = "classes"

    private var classes: TreeDictionary<ClassID, SchoolClass> = [:]
    private var byCode: TreeDictionary<String, ClassID> = [:]
    private var byTeacher: TreeDictionary<PersonID, ClassID> = [:]
    private var byPupil: TreeDictionary<PersonID, ClassID> = [:]

    public init() {}

    public var count: Int { classes.count }

    public subscript(id: ClassID) -> SchoolClass? { classes[id] }
    /// The class that this code enrols in, whatever the case of its letters.
    public func withCode(_ code: String) -> SchoolClass? { byCode[code.uppercased()].flatMap { classes[$0] } }
    /// The class that the teacher owns.
    public func ownedBy(_ teacher: PersonID) -> SchoolClass? { byTeacher[teacher].flatMap { classes[$0] } }
    /// The class that the pupil is enrolled in.
    public func attendedBy(_ pupil: PersonID) -> SchoolClass? { byPupil[pupil].flatMap { classes[$0] } }
    /// Whether `teacher` owns the class of `pupil`.
    public func teaches(_ teacher: PersonID, _ pupil: PersonID) -> Bool { attendedBy(pupil)?.teacher == teacher }

    public mutating func apply(_ fact: Fact) {
        if case .person(.erased) = fact.event, case .account(let id) = fact.subject { close(ofTeacher: id) }
        guard case .classroom(let event) = fact.event, case .classroom(let id) = fact.subject else { return }
        switch event {
        case .opened(let data):
            classes[id] = SchoolClass(id: id, teacher: data.teacher, code: data.code, pupils: [])
            byCode[data.code] = id
            byTeacher[data.teacher] = id
        case .codeRotated(let data):
            if let old = classes[id]?.code { byCode[old] = nil }
            classes[id]?.code = data.code
            byCode[data.code] = id
        case .pupilEnrolled(let data):
            leave(data.pupil)
            classes[id]?.pupils.append(data.pupil)
            classes[id]?.enrolments.append(fact.position)
            byPupil[data.pupil] = id
        case .pupilLeft(let data): leave(data.pupil)
        case .exported: return
        }
    }

    /// Who is enrolled stays, so that marks do; the code enrols nobody any more.
    private mutating func close(ofTeacher teacher: PersonID) {
        guard let id = byTeacher.removeValue(forKey: teacher), let code = classes[id]?.code else { return }
        classes[id]?.isClosed = true
        byCode[code] = nil
    }

    private mutating func leave(_ pupil: PersonID) {
        guard let id = byPupil.removeValue(forKey: pupil) else { return }
        guard let index = classes[id]?.pupils.firstIndex(of: pupil) else { return }
        classes[id]?.pupils.remove(at: index)
        classes[id]?.enrolments.remove(at: index)
    }

    public func encode(to out: inout SnapshotWriter) {
        out.dictionary(classes) { out, _, one in one.encode(to: &out) }
    }

    public init(from input: inout SnapshotReader) throws(SnapshotError) {
        classes = try input.dictionary { input throws(SnapshotError) in
            let one = try SchoolClass(from: &input)
            return (one.id, one)
        }
        for one in classes.values {
            if !one.isClosed {
                byCode[one.code] = one.id
                byTeacher[one.teacher] = one.id
            }
            for pupil in one.pupils { byPupil[pupil] = one.id }
        }
    }
}
