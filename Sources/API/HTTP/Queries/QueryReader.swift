import HTTPTypes
import Hummingbird

/// Reads the parameters of a query and gathers every rule that is broken, so that one answer names them all.
///
/// Unlike in a body, a name that nobody asks for is refused: a mistyped filter would silently show more than was meant.
/// `finish()` must be called before the values are used.
struct QueryReader {
    private let values: [(name: String, value: String)]
    private var known: Set<String> = []
    private var issues: [FieldIssue] = []

    init(_ request: Request) {
        values = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
    }

    /// What a form sent: a field that was left empty says nothing.
    init(form values: [(name: String, value: String)]) { self.values = values.filter { !$0.value.isEmpty } }

    /// Throws when a rule was broken.
    ///
    /// - Throws: a `Problem` 400 that names every broken rule.
    consuming func finish() throws(Problem) {
        for (name, _) in values where !known.contains(name) {
            refuse(String(name.prefix(40)), "unknown", "Paramètre inconnu.")
        }
        guard issues.isEmpty else { throw .invalidQuery(issues) }
    }

    mutating func refuse(_ field: String, _ rule: String, _ message: String) {
        issues.append(FieldIssue(field: field, rule: rule, message: message))
    }

    /// Notes that a parameter is missing, unless something is wrong with it already.
    mutating func require(_ name: String) {
        guard !values.contains(where: { $0.name == name }) else { return }
        refuse(name, "required", "Paramètre obligatoire.")
    }

    /// Every value of a parameter, in order; an issue is noted when there are more than `countMax`.
    mutating func all(_ name: String, countMax: Int) -> [String] {
        known.insert(name)
        let found = values.filter { $0.name == name }.map(\.value)
        if found.count > countMax {
            refuse(name, "count", countMax == 1 ? "Une seule fois." : "\(countMax) fois au plus.")
        }
        return Array(found.prefix(countMax))
    }

    /// A parameter that is given once at most; nil when it is absent.
    mutating func text(_ name: String) -> String? { all(name, countMax: 1).first }

    /// What `read` makes of a parameter; nil when it is absent, or when it breaks the rule, which is noted.
    mutating func value<Value>(
        _ name: String, rule: String, _ message: String, _ read: (String) -> Value?
    ) -> Value? {
        guard let text = text(name) else { return nil }
        if let value = read(text) { return value }
        refuse(name, rule, message)
        return nil
    }

    /// A whole number within `range`.
    mutating func integer(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        value(name, rule: "range", "Un entier de \(range.lowerBound) à \(range.upperBound) est attendu.") { text in
            Int(digits: text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// `true` or `false`.
    mutating func boolean(_ name: String) -> Bool? {
        value(name, rule: "boolean", "true ou false est attendu.") { ["true": true, "false": false][$0] }
    }

    /// A value of an enumeration.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(_ name: String) -> Choice? {
        let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        return value(name, rule: "choice", "Valeurs acceptées : \(names).") { Choice(rawValue: $0) }
    }
}

extension Int {
    /// Reads ASCII digits and nothing else; `Int.init` takes signs too.
    fileprivate init?(digits text: String) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        self.init(text)
    }
}
