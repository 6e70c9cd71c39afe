/// What the header lines of one part say (RFC 7578 §4).
struct MultipartPart: Equatable, Sendable {
    /// The name of the form field.
    let name: String
    /// The file's name as its sender gave it: text to show, never a path to open.
    ///
    /// It may be absent though the part holds a file, and empty when the user picked none. A `filename*`
    /// parameter is ignored: RFC 7578 §4.2 forbids it.
    let filename: String?
    /// The declared media type in lower case and without parameters.
    let contentType: String?
}

extension MultipartPart {
    /// Reads header lines, each with its CRLF, up to and including the empty line.
    init(head: [UInt8]) throws(MultipartError) {
        var disposition: ParameterizedValue?
        var contentType: ParameterizedValue?
        for field in try Self.fields(in: head) {
            switch field.name {
            case "content-disposition":
                disposition = try Self.parsed(field, replacing: disposition)
            case "content-type":
                contentType = try Self.parsed(field, replacing: contentType)
            case "content-transfer-encoding":
                let encoding = try Self.parsed(field, replacing: nil).value
                guard ["7bit", "8bit", "binary"].contains(encoding) else {
                    throw .unsupportedTransferEncoding
                }
            default:
                break
            }
        }
        guard let disposition, disposition.value == "form-data", let name = disposition.parameters["name"]
        else { throw .missingName }
        self.init(name: name, filename: disposition.parameters["filename"], contentType: contentType?.value)
    }

    private struct Field {
        let name: String
        var value: [UInt8]
    }

    /// Splits lines into fields; a line that begins with a blank continues the one before (RFC 822 §3.1.1).
    private static func fields(in head: [UInt8]) throws(MultipartError) -> [Field] {
        var fields: [Field] = []
        for ended in head.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            let line = ended.dropLast()
            guard ended.last == 0x0D, !line.contains(where: isControl) else { throw .malformedHeader }
            guard let first = line.first else { break }
            if isBlank(first) {
                guard var folded = fields.popLast() else { throw .malformedHeader }
                folded.value += line
                fields.append(folded)
            } else {
                guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { throw .malformedHeader }
                let name = line[..<colon]
                guard !name.isEmpty, name.allSatisfy(ParameterizedValue.isToken) else {
                    throw .malformedHeader
                }
                let lowercased = String(decoding: name, as: UTF8.self).lowercased()
                let value = line[(colon + 1)...].drop(while: isBlank)
                fields.append(Field(name: lowercased, value: Array(value)))
            }
        }
        return fields
    }

    private static func parsed(
        _ field: Field,
        replacing earlier: ParameterizedValue?
    ) throws(MultipartError) -> ParameterizedValue {
        guard earlier == nil, let value = ParameterizedValue(field.value) else { throw .malformedHeader }
        return value
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }

    /// A bare CR, a NUL or the like: nothing a header may hold, and nothing to let into a log.
    private static func isControl(_ byte: UInt8) -> Bool {
        (byte < 0x20 && byte != UInt8(ascii: "\t")) || byte == 0x7F
    }
}
