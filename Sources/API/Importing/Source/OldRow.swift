import Events
import Foundation

/// One object of the predecessor's, read tolerantly: members by normalised name, under any of several names.
struct OldRow: Sendable {
    /// Where it stands, for people: `memory-store.json, users[3]`, `table "User", ligne 4`.
    let place: String
    /// By `OldKind.normalised`; nulls are left out.
    private(set) var members: [String: JSONValue]

    init(_ members: [String: JSONValue], place: String) {
        self.place = place
        self.members = [:]
        for (name, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
            let name = OldKind.normalised(name)
            if self.members[name] == nil { self.members[name] = value }
        }
    }

    /// The same row with a member that it has not yet.
    func adding(_ name: String, _ value: JSONValue) -> OldRow {
        var row = self
        if row.members[name] == nil { row.members[name] = value }
        return row
    }

    /// The same row without a member.
    func removing(_ name: String) -> OldRow {
        var row = self
        row.members[name] = nil
        return row
    }

    /// The first of the members that is there.
    func value(_ names: String...) -> JSONValue? { names.lazy.compactMap { members[$0] }.first }

    /// A text that is not blank, trimmed; a number counts as its text.
    func text(_ names: String...) -> String? { names.lazy.compactMap { members[$0]?.plainText }.first }

    /// A text as it is.
    func rawText(_ names: String...) -> String? {
        names.lazy.compactMap { if case .string(let text)? = members[$0] { text } else { nil } }.first
    }

    func number(_ name: String) -> Double? { members[name]?.figured }

    func boolean(_ name: String) -> Bool? {
        if case .boolean(let value)? = members[name] { value } else { nil }
    }

    /// A list of texts.
    func texts(_ name: String) -> [String]? { members[name]?.listedTexts }

    /// An instant, see `OldTime`.
    func time(_ names: String...) -> Timestamp? { names.lazy.compactMap { members[$0] }.first.flatMap(OldTime.read) }
}

/// Values as the predecessor may have written them; nil when they cannot be taken so.
extension JSONValue {
    /// A text that is not blank, trimmed, or a number's text.
    var plainText: String? {
        switch self {
        case .string(let text):
            let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : text
        case .number(let number) where number == number.rounded() && abs(number) < 1e15: return String(Int(number))
        case .number(let number): return String(number)
        default: return nil
        }
    }

    /// A number, or a text that is one, as Postgres gives a `numeric` in JSON columns.
    var figured: Double? {
        switch self {
        case .number(let number): number
        case .string(let text): Double(text.trimmingCharacters(in: .whitespaces)).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// The texts of a list.
    var listedTexts: [String]? {
        guard case .array(let items) = self else { return nil }
        return items.compactMap(\.plainText)
    }

    /// A list, also one that lies in a text.
    var listed: [JSONValue]? { if case .array(let items) = unpacked { items } else { nil } }

    /// An object's members, also of one that lies in a text.
    var membered: [String: JSONValue]? { if case .object(let members) = unpacked { members } else { nil } }

    /// Objects and lists that lie in a text column as JSON.
    private var unpacked: JSONValue {
        guard case .string(let text) = self, let first = text.first(where: { !$0.isWhitespace }), "{[".contains(first)
        else { return self }
        return (try? JSONValue.parse(Array(text.utf8))) ?? self
    }
}
