import Events
import HTTPTypes
import Hummingbird

/// The parameters of `GET audit/events`, checked.
struct AuditEventsQuery {
    private static let typesMax = 20
    /// Longer than any type, subject or actor of ours.
    private static let textBytesMax = 128

    let filter: RecordFilter
    let after: ReplayTarget?
    let until: ReplayTarget?
    let limit: Int?
    let unseals: Bool
    private let afterText: String?
    private let untilText: String?

    /// - Throws: a `Problem` 400 that names every broken rule.
    init(_ request: Request, limits: AuditLimits) throws(Problem) {
        try self.init(QueryReader(request), limits: limits)
    }

    /// - Throws: a `Problem` 400 that names every broken rule.
    init(_ query: consuming QueryReader, limits: AuditLimits) throws(Problem) {
        var filter = RecordFilter()
        filter.types = query.all("type", countMax: Self.typesMax)
        if !filter.types.allSatisfy({ Self.isPlain($0, "._") }) {
            query.refuse("type", "form", "Attendu : fr.eaf.copie.uploaded.v1, copie.uploaded ou copie.")
        }
        filter.subject = query.value("subject", rule: "form", "Attendu : copie/<uuid>, ou copie.") {
            Self.isPlain($0, "-/._") ? $0 : nil
        }
        let actors = "Attendu : user/<uuid>, system/<part>, operator/<nom>, anonymous, ou le genre seul."
        filter.actor = query.value("actor", rule: "form", actors) { Self.isActor($0) ? $0 : nil }
        filter.person = query.value("person", rule: "uuid", "Un UUID est attendu.") { PersonID($0) }
        afterText = query.text("after")
        after = query.target("after", afterText)
        untilText = query.text("until")
        until = query.target("until", untilText)
        limit = query.integer("limit", 1...limits.recordsMax)
        unseals = query.boolean("unseal") ?? false
        self.filter = filter
        try query.finish()
    }

    /// What was asked for, as the log keeps it.
    var text: String { text(after: afterText, until: untilText) }

    /// The same, from another place on and to a place that stays.
    func text(after: String?, until: String?) -> String {
        var query = QueryText()
        for type in filter.types { query.add("type", type) }
        query.add("subject", filter.subject)
        query.add("actor", filter.actor)
        query.add("person", filter.person?.description)
        query.add("after", after)
        query.add("until", until)
        query.add("limit", limit.map { String($0) })
        if unseals { query.add("unseal", "true") }
        return query.text
    }

    private static func isActor(_ text: String) -> Bool {
        guard isPlain(text, "-/._@+$") else { return false }
        return ["user", "system", "operator"].contains(text) || Actor(text) != nil
    }

    /// Letters, digits and `others`: so that nobody's words get into the log by way of what was looked for.
    private static func isPlain(_ text: String, _ others: String) -> Bool {
        (1...textBytesMax).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || others.utf8.contains(byte)
            }
    }
}

extension ReplayTarget {
    /// The record itself when a position names one, also in the middle of a commit: a page may end there.
    func place(in log: any LogReader, now: Timestamp) throws -> LogPosition {
        if case .position(let position) = self { position } else { try position(in: log, now: now) }
    }
}

extension QueryReader {
    /// A position, a time or a while ago; the rule is the one of `eaf log show` and `eaf replay`.
    mutating func target(_ name: String, _ text: String?) -> ReplayTarget? {
        guard let text else { return nil }
        do throws(ReplayTargetError) {
            return try ReplayTarget(text)
        } catch {
            let forms =
                "Attendu : une position, une heure RFC 3339 avec décalage, ou une durée écoulée (90s, 5m, 2h, 3d)."
            switch error {
            case .malformed: refuse(name, "target", forms)
            case .outOfRange: refuse(name, "range", "Au-delà de ce qu'un journal peut atteindre.")
            }
            return nil
        }
    }
}
