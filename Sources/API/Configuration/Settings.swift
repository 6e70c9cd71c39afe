import Foundation

/// What was given for each variable, before its meaning is looked at, and everything found wrong so far.
struct Settings {
    /// A value that was given.
    struct Given {
        /// The name that was set: the variable's, or the one of its file.
        let name: String
        /// Nil when it cannot be known: a file that was not read.
        let text: String?
        let source: ConfigurationReport.Source
    }

    private(set) var given: [String: Given] = [:]
    private(set) var issues: [ConfigurationError.Issue] = []
    private(set) var notices: [ConfigurationError.Issue] = []

    /// Flags win over the environment; both win over the defaults of the table.
    init(environment: [String: String], overrides: [String: String]) {
        for variable in Variables.all {
            if gather(variable, from: overrides, as: .option) { continue }
            _ = gather(variable, from: environment, as: .environment)
        }
        refuseUnknown(overrides.keys.sorted() + environment.keys.filter { $0.hasPrefix("EAF_") }.sorted())
        for name in RetiredVariables.names where environment[name] != nil {
            note(name, RetiredVariables.notice)
        }
    }

    /// The value of a variable that has one by default.
    mutating func value<Value>(_ variable: Variable, _ rule: Rule<Value>) -> Value {
        if let value = optional(variable, rule) { return value }
        guard case .value(let text) = variable.fallback, let value = rule.parse(text) else {
            preconditionFailure("the default of \(variable.name) breaks its rule")
        }
        return value
    }

    /// The value of a variable; nil when it is not set, or breaks its rule, which is noted.
    mutating func optional<Value>(_ variable: Variable, _ rule: Rule<Value>) -> Value? {
        guard let text = given[variable.name]?.text else { return nil }
        guard let value = rule.parse(text) else {
            refuse(variable, rule.text)
            return nil
        }
        return value
    }

    /// Notes that what was given for a variable cannot stand.
    mutating func refuse(_ variable: Variable, _ rule: String) {
        let issue = ConfigurationError.Issue(variable: given[variable.name]?.name ?? variable.name, rule: rule)
        // Two features may read one variable.
        if !issues.contains(issue) { issues.append(issue) }
    }

    /// Notes something that does not stop the start, and that someone should know.
    mutating func note(_ name: String, _ text: String) {
        notices.append(.init(variable: name, rule: text))
    }

    /// Whether `layer` says something about the variable, right or wrong.
    private mutating func gather(
        _ variable: Variable, from layer: [String: String], as source: ConfigurationReport.Source
    ) -> Bool {
        let text = layer[variable.name].map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        let fileName = variable.fileName ?? ""
        switch (text, layer[fileName]) {
        case (nil, nil): return false
        case (let text?, nil): take(variable, Given(name: variable.name, text: text, source: source))
        case (nil, let path?): take(variable, Given(name: fileName, text: SecretFile.text(at: path), source: .file))
        case (.some, .some):
            given[variable.name] = Given(name: variable.name, text: nil, source: source)
            refuse(variable, "\(fileName) est donnée aussi ; gardez l'une des deux")
        }
        return true
    }

    private mutating func take(_ variable: Variable, _ new: Given) {
        given[variable.name] = new
        if new.text == nil {
            refuse(variable, "le fichier ne peut pas être lu, n'est pas en UTF-8 ou dépasse 64 Kio")
        } else if new.text == "" {
            // For the rules of the value it is as if nothing were given: one fault, one issue.
            given[variable.name] = Given(name: new.name, text: nil, source: new.source)
            refuse(variable, "la valeur est vide ; donnez-en une ou retirez la variable")
        }
    }

    private mutating func refuseUnknown(_ names: [String]) {
        let known = Variables.all.flatMap { [$0.name] + ($0.fileName.map { [$0] } ?? []) }
        for name in names where !known.contains(name) {
            let nearest = NameSuggestion.nearest(to: name, among: known)
            let hint = nearest.map { " (la plus proche : \($0))" } ?? ""
            issues.append(.init(variable: name, rule: "variable inconnue\(hint)"))
        }
    }
}
