/// One thing that the doctor looks at.
///
/// Another check is one of these, in a file of its subject, and a line in `all`. None writes anything.
struct DoctorCheck: Sendable {
    let name: String
    let look: @Sendable (Installation) throws -> Diagnosis

    init(_ name: String, _ look: @escaping @Sendable (Installation) throws -> Diagnosis) {
        self.name = name
        self.look = look
    }

    static let all: [DoctorCheck] = [
        configuration, program, tools, server,
        disk, clock, keys, vault,
        log, fullVerification, checkpoint, snapshots, database,
        corrections, models, copies, leftovers,
        shipping, drill,
    ]
}
