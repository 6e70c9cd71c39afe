/// What an import took, found again, left, and refused. Names things by the predecessor's ids, never by a personal
/// value.
public struct ImportReport: Codable, Equatable, Sendable {
    /// What is counted, in the order of the report. The raw values are for people too.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case accounts = "comptes"
        case classes
        case enrolments = "inscriptions"
        case epreuves = "épreuves"
        case copies
        case files = "fichiers"
        case texts = "textes lus"
        case corrections
        case comments = "commentaires"
        case evaluations = "évaluations"
        case events = "chronologie"
    }

    /// Counts of one kind.
    public struct Tally: Codable, Equatable, Sendable {
        public var taken = 0
        public var alreadyThere = 0
        public var refused = 0
    }

    /// Something that has no counterpart here.
    public struct Leftover: Codable, Equatable, Sendable {
        public let name: String
        public let count: Int
        public let reason: String
    }

    /// Why things were refused, or taken in another form, and which.
    public struct Remark: Codable, Equatable, Sendable {
        public let text: String
        /// The predecessor's ids, or places in its files.
        public var which: [String]
    }

    /// Nothing was written.
    public var isDryRun: Bool
    public private(set) var tallies: [String: Tally] = [:]
    public var leftovers: [Leftover] = []
    /// Refused, by reason.
    public private(set) var refusals: [Remark] = []
    /// Taken in another form, or in part, by reason.
    public private(set) var adaptations: [Remark] = []

    init(isDryRun: Bool) { self.isDryRun = isDryRun }

    /// Counts of a kind.
    public subscript(kind: Kind) -> Tally {
        get { tallies[kind.rawValue] ?? Tally() }
        set { tallies[kind.rawValue] = newValue }
    }

    /// Whether everything that has a counterpart is there now.
    public var isComplete: Bool { refusals.isEmpty }

    /// Notes that things of a kind were not taken.
    mutating func refuse(_ kind: Kind, _ which: String, _ reason: String, count: Int = 1) {
        guard count > 0 else { return }
        self[kind].refused += count
        Self.note("\(kind.rawValue) : \(reason)", which, in: &refusals)
    }

    /// Notes that something was taken in another form.
    mutating func adapt(_ text: String, _ which: String) { Self.note(text, which, in: &adaptations) }

    private static func note(_ text: String, _ which: String, in remarks: inout [Remark]) {
        if let index = remarks.firstIndex(where: { $0.text == text }) {
            remarks[index].which.append(which)
        } else {
            remarks.append(Remark(text: text, which: [which]))
        }
    }
}

extension ImportReport {
    /// Ids of a remark that are shown to people; JSON has all of them.
    private static let shownMax = 10

    /// For people, in French.
    public var lines: [String] {
        var lines = [isDryRun ? "à blanc : rien n'a été écrit" : "reprise de l'ancien service"]
        for kind in Kind.allCases where self[kind] != Tally() {
            let tally = self[kind]
            lines.append(
                "\(kind.rawValue.padded(to: 14))\(tally.taken) \(isDryRun ? "à reprendre" : "repris"), "
                    + "\(tally.alreadyThere) déjà là, \(tally.refused) refusé(s)")
        }
        if !leftovers.isEmpty { lines.append("sans contrepartie :") }
        lines += leftovers.map { "  \($0.name) : \($0.count) ; \($0.reason)" }
        if !adaptations.isEmpty { lines.append("repris autrement :") }
        lines += adaptations.map(Self.line)
        if !refusals.isEmpty { lines.append("refusé :") }
        lines += refusals.map(Self.line)
        return lines
    }

    private static func line(_ remark: Remark) -> String {
        let more = remark.which.count - shownMax
        return "  \(remark.text) (\(remark.which.count)) : \(remark.which.prefix(shownMax).joined(separator: ", "))"
            + (more > 0 ? " et \(more) autre(s), voyez --json" : "")
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
