/// How a check went.
enum CheckGrade: String, Encodable, Sendable {
    case passed
    /// Works, and somebody should look.
    case noticed
    case failed
    /// Could not be looked at; said openly rather than passed over.
    case unverified

    var mark: String {
        switch self {
        case .passed: "✓"
        case .noticed: "!"
        case .failed: "✗"
        case .unverified: "–"
        }
    }
}

/// One check's outcome: a line for operators, in French.
struct CheckResult: Encodable, Sendable {
    let name: String
    let grade: CheckGrade
    let text: String
    /// What to do about it.
    let remedy: String?
    let milliseconds: Int

    /// One line, and the remedy under it when there is one.
    ///
    /// - Parameter width: room for the name.
    func lines(width: Int) -> [String] {
        let named = name + String(repeating: " ", count: max(0, width - name.count))
        let time = String(milliseconds)
        let timed = String(repeating: " ", count: max(0, 6 - time.count)) + time + " ms"
        return ["\(grade.mark) \(named) \(timed)  \(text)"] + (remedy.map { ["    → \($0)"] } ?? [])
    }
}

/// All checks of one run.
struct CheckReport: Encodable, Sendable {
    /// What was looked at.
    let target: String
    private(set) var checks: [CheckResult] = []

    init(target: String) { self.target = target }

    mutating func add(_ result: CheckResult) { checks.append(result) }

    func count(_ grade: CheckGrade) -> Int { checks.count { $0.grade == grade } }

    var hasFailed: Bool { count(.failed) > 0 }

    /// The closing line.
    var summary: String {
        var parts = ["\(count(.passed)) contrôle(s) réussi(s)"]
        if count(.noticed) > 0 { parts.append("\(count(.noticed)) remarque(s)") }
        parts.append("\(count(.failed)) échec(s)")
        if count(.unverified) > 0 { parts.append("\(count(.unverified)) non vérifié(s)") }
        return parts.joined(separator: ", ") + "."
    }
}
