import Foundation

@testable import Events

/// A record's line with what may differ between two writers made equal: the checksum zeroed, sealed values opened.
struct GoldenText {
    let text: String

    /// Nil when a sealed value cannot be opened.
    init?(_ record: Record, keys: GoldenKeys) {
        var line = String(decoding: record.line, as: UTF8.self)
        let digits = line.utf8.index(line.startIndex, offsetBy: RecordFormat.crcOffset)
        let end = line.utf8.index(digits, offsetBy: RecordFormat.crcDigits)
        line.replaceSubrange(digits..<end, with: String(repeating: "0", count: RecordFormat.crcDigits))
        let opener = SealOpener(record, keys: keys)
        var out = ""
        var rest = line[...]
        while let match = rest.firstMatch(of: #/"(\w+)":\{"sealed":"([A-Za-z0-9_-]+)"\}/#) {
            guard let plain = opener.open(String(match.output.2), field: String(match.output.1)) else { return nil }
            out += rest[..<match.range.lowerBound]
            out += "\"\(match.output.1)\":" + String(decoding: plain, as: UTF8.self)
            rest = rest[match.range.upperBound...]
        }
        text = out + rest
    }
}

extension Record {
    /// The payload with its sealed values opened, as any JSON.
    ///
    /// - Throws: when it is no JSON, or a value cannot be opened.
    func openedData(_ keys: GoldenKeys) throws -> JSONValue {
        guard let opened = GoldenText(self, keys: keys),
            case .object(let members) = try JSONDecoder().decode(JSONValue.self, from: Data(opened.text.utf8)),
            let data = members["data"]
        else { throw CocoaError(.coderInvalidValue) }
        return data
    }
}
