/// One step of a visit: what it checks, and how.
///
/// Another check is a step of its own, in a file of its feature, and a line in `all`; the order is that of the visit.
struct SmokeStep: Sendable {
    let name: String
    /// Returns what to show. Throws `SiteFailure` when the server does wrong, `Unverified` when that cannot be told.
    let run: @Sendable (inout SmokeVisit) async throws -> String

    init(_ name: String, _ run: @escaping @Sendable (inout SmokeVisit) async throws -> String) {
        self.name = name
        self.run = run
    }

    static let all: [SmokeStep] = [
        alive, ready, healthy, securityHeaders, description, loginPage,
        registration, wrongPassword, tokenRequired, logout, deadSession, login,
        subject, upload, correction, receipt, pupilPages,
        teacher, classroom, dashboard, teacherPage, search, libraryPage,
        vitals, checkpoint,
        cleaning,
    ]
}

/// Why a step could not be carried out, though nothing says that the server does wrong; in French.
struct Unverified: Error {
    let reason: String
    init(_ reason: String) { self.reason = reason }
}
