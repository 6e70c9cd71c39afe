import Foundation

extension ConfigurationReport {
    /// A table: a line for each variable.
    public var text: String {
        let cells = rows.map { row in
            let fallback = Variables.all.first { $0.name == row.name }?.defaultText ?? ""
            let value = row.value ?? (row.source == .fallback ? "(\(fallback))" : "?")
            return [row.name, value, row.source.rawValue, row.meaning]
        }
        let header = ["VARIABLE", "VALEUR", "SOURCE", "SENS"]
        let widths = header.indices.dropLast().map { column in
            ([header] + cells).map { $0[column].count }.max() ?? 0
        }
        return ([header] + cells).map { line in
            let padded = zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
            return (padded + [line.last ?? ""]).joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// `{"issues":[{rule, variable}], "notices":[…], "variables":[{meaning, name, secret, source, value}]}`; `value`
    /// may be null.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension ConfigurationReport.Row: Encodable {
    private enum CodingKeys: String, CodingKey { case name, value, source, meaning, isSecret = "secret" }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(value, forKey: .value)
        try container.encode(source, forKey: .source)
        try container.encode(meaning, forKey: .meaning)
        try container.encode(isSecret, forKey: .isSecret)
    }
}
