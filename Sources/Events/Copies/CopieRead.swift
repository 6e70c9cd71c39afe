/// The text of a copie was read.
public struct CopieRead: Payload {
    public var run: CorrectionRunID
    public var method: ReadingMethod
    public var pages: Int
    public var words: Int
    /// Mean confidence of the OCR, 0 to 100.
    public var confidence: Double?
    /// Address of the sealed text when it is too long for a record.
    public var textBlob: String?
    public var text: Personal<String>?

    /// Gathers the members.
    public init(
        run: CorrectionRunID, method: ReadingMethod, pages: Int, words: Int, confidence: Double?,
        textBlob: String?, text: Personal<String>?
    ) {
        self.run = run
        self.method = method
        self.pages = pages
        self.words = words
        self.confidence = confidence
        self.textBlob = textBlob
        self.text = text
    }

    public init(from fields: JSONFields) throws(PayloadError) {
        run = try fields.id("run")
        method = try fields.choice("method")
        pages = try fields.integer("pages")
        words = try fields.integer("words")
        confidence = try fields.optionalNumber("confidence")
        textBlob = try fields.optionalString("textBlob")
        text = try fields.optionalPersonal("text")
    }

    public func write(to out: inout PayloadWriter) {
        out.json.field("run", run)
        out.json.field("method", method.rawValue)
        out.json.field("pages", pages)
        out.json.field("words", words)
        out.json.field("confidence", number: confidence)
        out.json.field("textBlob", textBlob)
        out.personal("text", text)
    }
}
