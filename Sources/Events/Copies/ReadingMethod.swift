/// How the text of a copie was read.
public enum ReadingMethod: String, Codable, Sendable {
    /// The text that a typed PDF carries.
    case textLayer = "text_layer"
    /// Optical character recognition.
    case ocr
}
