/// The text that separates the parts of a multipart body, legal by RFC 2046 §5.1.1.
struct MultipartBoundary: Equatable, Sendable {
    let bytes: [UInt8]

    /// Takes the boundary from the value of a request's `Content-Type` header.
    ///
    /// An unquoted boundary may use all legal characters but space, though RFC 2045 §5.1 wants `/`, `:`, `=`,
    /// `?`, `,` and parentheses in quotes: mail libraries that build forms forget them.
    init(contentType: String) throws(MultipartError) {
        guard let header = ParameterizedValue(Array(contentType.utf8)) else {
            // Only a broken parameter list leaves it open whether a form was meant.
            throw contentType.lowercased().hasPrefix("multipart/form-data") ? .invalidBoundary : .notFormData
        }
        guard header.value == "multipart/form-data" else { throw .notFormData }
        guard let boundary = header.parameters["boundary"] else { throw .missingBoundary }
        try self.init(boundary)
    }

    init(_ boundary: String) throws(MultipartError) {
        let bytes = Array(boundary.utf8)
        guard (1...70).contains(bytes.count), bytes.allSatisfy(Self.isLegal), bytes.last != UInt8(ascii: " ")
        else { throw .invalidBoundary }
        self.bytes = bytes
    }

    /// The rule `bchars` of RFC 2046 §5.1.1.
    private static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default:
            "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
