/// One field of a form: an input with its label, its hint and what is wrong with it.
public struct Field: Sendable {
    let name: String
    let id: String
    let label: String
    let type: String
    let value: String?
    let hint: String?
    let error: String?
    let describedBy: String?
    let autocomplete: String?
    let isRequired: Bool
    let minLength: String?
    let maxLength: String?
    let isMultiline: Bool
    let testID: String?
    /// Suggestions, as a list that the browser shows.
    let listID: String?
    let suggestions: [String]

    /// - Parameter value: what was typed before; never a password.
    public init(
        _ name: String, _ label: String, type: String = "text", value: String? = nil, hint: String? = nil,
        error: String? = nil, autocomplete: String? = nil, isRequired: Bool = true, minLength: Int? = nil,
        maxLength: Int? = nil, isMultiline: Bool = false, testID: String? = nil, suggestions: [String] = [],
        idPrefix: String = "champ"
    ) {
        self.name = name
        id = "\(idPrefix)-\(name)"
        self.label = label
        self.type = type
        self.value = value?.isEmpty == false ? value : nil
        self.hint = hint
        self.error = error
        let parts = (hint == nil ? [] : ["\(id)-aide"]) + (error == nil ? [] : ["\(id)-erreur"])
        describedBy = parts.isEmpty ? nil : parts.joined(separator: " ")
        self.autocomplete = autocomplete
        self.isRequired = isRequired
        self.minLength = minLength.map { String($0) }
        self.maxLength = maxLength.map { String($0) }
        self.isMultiline = isMultiline
        self.testID = testID
        listID = suggestions.isEmpty ? nil : "\(id)-liste"
        self.suggestions = suggestions
    }
}

/// A choice among a few values.
public struct Choice: Sendable {
    /// One value.
    public struct Option: Sendable {
        let value: String
        let label: String
        let detail: String?
        let isSelected: Bool

        public init(value: String, label: String, detail: String? = nil, isSelected: Bool) {
            self.value = value
            self.label = label
            self.detail = detail
            self.isSelected = isSelected
        }
    }

    let name: String
    let id: String
    let label: String
    let options: [Option]
    let error: String?
    let hint: String?

    public init(
        _ name: String, _ label: String, options: [Option], error: String? = nil, hint: String? = nil,
        idPrefix: String = "champ"
    ) {
        self.name = name
        id = "\(idPrefix)-\(name)"
        self.label = label
        self.options = options
        self.error = error
        self.hint = hint
    }
}
