import Events
import Hummingbird

/// The fields of a form as browsers send it without scripts: `application/x-www-form-urlencoded` (WHATWG URL §5).
struct FormFields: Sendable {
    /// More fields than any form of ours has.
    static let countMax = 200

    private let values: [(name: String, value: String)]

    /// - Throws: a `Problem` 400 beyond `countMax`.
    init(_ bytes: some Sequence<UInt8>) throws(Problem) {
        let parts = Array(bytes).split(separator: UInt8(ascii: "&"))
        guard parts.count <= Self.countMax else { throw .malformedForm }
        values = parts.map { part in
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(pair[0]), pair.count > 1 ? Self.decoded(pair[1]) : "")
        }
    }

    /// The fields of a form that was sent in the address.
    init(query request: Request) throws(Problem) { try self.init((request.uri.query ?? "").utf8) }

    /// The first value of a field; nil when it was left out or is empty.
    subscript(_ name: String) -> String? {
        values.first { $0.name == name }.flatMap { $0.value.isEmpty ? nil : $0.value }
    }

    /// Every value of a field, in order, empty ones left out.
    func all(_ name: String) -> [String] { values.filter { $0.name == name && !$0.value.isEmpty }.map(\.value) }

    /// The fields in order, but for those that are named.
    func pairs(without names: Set<String> = []) -> [(name: String, value: String)] {
        values.filter { !names.contains($0.name) }
    }

    /// The fields as the members of a JSON body, so that the rules of the API hold for forms too. Empty fields say nothing.
    ///
    /// - Parameter clearing: fields that are taken back when they are sent empty.
    func body(
        lists: Set<String> = [], numbers: Set<String> = [], keepingEmpty: Set<String> = [],
        clearing: Set<String> = []
    ) -> BodyReader {
        var members: [String: JSONValue] = [:]
        for name in Set(values.map(\.name)) {
            if lists.contains(name) {
                members[name] = .array(all(name).map { .string($0) })
            } else if let text = self[name] {
                let number = numbers.contains(name) ? Double(text.replacing(",", with: ".")) : nil
                members[name] = number.map { .number($0) } ?? .string(Self.unixLines(text))
            } else if keepingEmpty.contains(name) {
                members[name] = .string("")
            } else if clearing.contains(name) {
                members[name] = .null
            }
        }
        return BodyReader(members: members)
    }

    /// Browsers send a text area's lines with CRLF.
    private static func unixLines(_ text: String) -> String { text.replacing("\r\n", with: "\n") }

    private static func decoded(_ text: ArraySlice<UInt8>) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "%"), index + 2 < text.endIndex, let high = digit(text[index + 1]),
                let low = digit(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x37
        case 0x61...0x66: byte - 0x57
        default: nil
        }
    }
}
