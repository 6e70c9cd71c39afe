import Events
import Foundation
import Hummingbird
import NIOCore

/// Reads the members of a JSON body and gathers every rule that is broken, so that one answer names them all.
///
/// Members that nobody asks for are ignored, as the contract says. `finish()` must be called before the values are used.
struct BodyReader {
    /// Bodies of JSON routes, in bytes.
    static let bytesMax = 64 << 10
    /// A body that takes longer than this to arrive is given up: one that drips in never falls idle.
    static let secondsMax = 30

    private var members: [String: JSONValue]
    private var issues: [FieldIssue] = []

    /// Reads a body.
    ///
    /// - Throws: a `Problem`: 413 beyond `bytesMax`, 400 when it is not a JSON object.
    init(_ request: Request) async throws {
        let bytes = try await Self.collect(request)
        try self.init(json: bytes)
    }

    /// - Throws: a `Problem` 400 when the bytes are not a JSON object.
    init(json bytes: [UInt8]) throws(Problem) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { throw .invalidJSON }
        guard case .object(let members) = value else {
            throw .invalid([FieldIssue(field: "", rule: "object", message: "Un objet JSON est attendu.")])
        }
        self.members = members
    }

    /// Reads members that came by another way than JSON, such as a form.
    init(members: [String: JSONValue]) { self.members = members }

    /// The whole body, bounded and within a time.
    ///
    /// - Throws: a `Problem` 408 or 413.
    static func collect(_ request: Request, bytesMax: Int = bytesMax) async throws -> [UInt8] {
        if let declared = request.headers[.contentLength].flatMap({ Int($0) }), declared > bytesMax {
            throw Problem.bodyTooLarge(limitBytes: bytesMax)
        }
        var bytes: [UInt8] = []
        let deadline = ContinuousClock.now + .seconds(secondsMax)
        for try await chunk in request.body {
            guard ContinuousClock.now < deadline else { throw Problem.bodyTooSlow }
            guard bytes.count + chunk.readableBytes <= bytesMax else {
                throw Problem.bodyTooLarge(limitBytes: bytesMax)
            }
            bytes.append(contentsOf: chunk.readableBytesView)
        }
        return bytes
    }

    /// Puts a member in place of what was sent.
    mutating func set(_ name: String, _ value: JSONValue) { members[name] = value }

    /// Throws when a rule was broken.
    ///
    /// - Throws: a `Problem` 400 that names every broken rule.
    consuming func finish() throws(Problem) {
        guard issues.isEmpty else { throw .invalid(issues) }
    }

    /// Whether a member was sent in order to be taken back.
    func isNull(_ name: String) -> Bool { members[name] == .null }

    func has(_ name: String) -> Bool { members[name] != nil && members[name] != .null }

    subscript(_ name: String) -> JSONValue? { members[name] == .null ? nil : members[name] }

    mutating func refuse(_ field: String, _ rule: String, _ message: String) {
        issues.append(FieldIssue(field: field, rule: rule, message: message))
    }

    /// A string; empty, with an issue noted, when it is absent or breaks a rule.
    mutating func string(_ name: String, _ length: ClosedRange<Int>, trimmed: Bool = true) -> String {
        guard has(name) else {
            refuse(name, "required", "Champ obligatoire.")
            return ""
        }
        return optionalString(name, length, trimmed: trimmed) ?? ""
    }

    /// A string, or nil when it is absent; an issue is noted when it breaks a rule.
    mutating func optionalString(_ name: String, _ length: ClosedRange<Int>, trimmed: Bool = true) -> String? {
        guard let value = self[name] else { return nil }
        guard case .string(let raw) = value else {
            refuse(name, "string", "Une chaîne de caractères est attendue.")
            return nil
        }
        return checked(raw, name, length, trimmed: trimmed)
    }

    private mutating func checked(
        _ raw: String, _ name: String, _ length: ClosedRange<Int>, trimmed: Bool
    ) -> String? {
        let text = trimmed ? raw.trimmingCharacters(in: .whitespacesAndNewlines) : raw
        guard !text.unicodeScalars.contains("\0") else {
            refuse(name, "characters", "Le caractère nul n'est pas accepté.")
            return nil
        }
        guard length.contains(text.count), text.utf8.count <= length.upperBound * 4 else {
            refuse(name, "length", Self.rule(length))
            return nil
        }
        return text
    }

    private static func rule(_ length: ClosedRange<Int>) -> String {
        length.lowerBound == 0
            ? "\(length.upperBound) caractères au plus."
            : "De \(length.lowerBound) à \(length.upperBound) caractères."
    }

    /// A list of strings, or nil when it is absent.
    mutating func optionalStrings(_ name: String, _ length: ClosedRange<Int>, count: ClosedRange<Int>) -> [String]? {
        guard let value = self[name] else { return nil }
        guard case .array(let items) = value, count.contains(items.count) else {
            refuse(name, "list", "Une liste de \(count.lowerBound) à \(count.upperBound) chaînes est attendue.")
            return nil
        }
        var texts: [String] = []
        for (index, item) in items.enumerated() {
            guard case .string(let raw) = item else {
                refuse("\(name)[\(index)]", "string", "Une chaîne de caractères est attendue.")
                continue
            }
            if let text = checked(raw, "\(name)[\(index)]", length, trimmed: true) { texts.append(text) }
        }
        return texts
    }

    /// A Boolean, or nil when it is absent.
    mutating func optionalBoolean(_ name: String) -> Bool? {
        guard let value = self[name] else { return nil }
        guard case .boolean(let flag) = value else {
            refuse(name, "boolean", "true ou false est attendu.")
            return nil
        }
        return flag
    }

    /// A finite number; nil, with an issue noted, when it is absent or breaks a rule.
    mutating func number(_ name: String, _ range: ClosedRange<Double>) -> Double? {
        guard case .number(let value)? = self[name], value.isFinite else {
            refuse(name, "number", "Un nombre est attendu.")
            return nil
        }
        guard range.contains(value) else {
            refuse(name, "range", "De \(Int(range.lowerBound)) à \(Int(range.upperBound)).")
            return nil
        }
        return value
    }

    /// A value of an enumeration, or nil when it is absent; an issue is noted when it is none of the values.
    mutating func optionalChoice<Choice: RawRepresentable<String>>(
        _ name: String, among choices: [Choice]
    ) -> Choice? {
        guard let value = self[name] else { return nil }
        if case .string(let raw) = value, let choice = choices.first(where: { $0.rawValue == raw }) { return choice }
        refuse(name, "choice", "Valeurs acceptées : \(choices.map(\.rawValue).joined(separator: ", ")).")
        return nil
    }
}
