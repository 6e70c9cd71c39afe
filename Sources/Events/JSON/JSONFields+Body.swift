extension JSONFields {
    /// Indexes a JSON object that somebody sent.
    ///
    /// - Throws: `PayloadError` when the bytes are not one object, alone.
    public init(json bytes: [UInt8]) throws(PayloadError) {
        try self.init(bytes, 0..<bytes.count, opener: nil)
        let start = JSONScanner.skipSpace(bytes.span, from: 0, to: bytes.count)
        let end = JSONScanner.endOfValue(bytes.span, from: start, to: bytes.count) ?? bytes.count
        guard JSONScanner.skipSpace(bytes.span, from: end, to: bytes.count) == bytes.count else {
            throw PayloadError(field: "", rule: .notAnObject)
        }
    }
}
