import Events
import Projections

/// The whole import on a state of its own, without a log: what it would come to, and so the report, dry or not.
///
/// The commands that are submitted afterwards decide by the same rules on the log's own state.
struct ImportRehearsal {
    private(set) var state: ReadModels
    private(set) var report: ImportReport

    init(state: ReadModels, report: ImportReport) {
        self.state = state
        self.report = report
    }

    /// What is to be done for a person; nil when she is refused.
    @discardableResult
    mutating func take(
        _ person: ImportedPerson, isErased: Bool, emailHash: String, _ teachers: [String: PersonID],
        _ files: FileTaker
    ) -> PersonPlan? {
        guard
            let plan = PersonPlan(
                person, in: state, isErased: isErased, emailHash: emailHash, teachers: teachers, files: files,
                report: &report)
        else { return nil }
        let stand = Dictionary(uniqueKeysWithValues: plan.newCopies.map { ($0.copie.id, ImportedFile.none) })
        do throws(Rejection) {
            for fact in try plan.command(files: stand, emailHash: emailHash).decide(in: state, at: state.time) {
                state.apply(
                    Fact(
                        position: state.position.next, time: state.time, actor: .system("import"),
                        subject: fact.subject,
                        idempotencyKey: nil, event: fact.event))
            }
        } catch {
            report.refuse(.accounts, person.oldID, "refusé par les règles du service (\(error))")
            return nil
        }
        plan.count(
            in: &report, classOpen: state.classes.ownedBy(person.id) != nil,
            enrolled: state.classes.attendedBy(person.id) != nil)
        return plan
    }
}
