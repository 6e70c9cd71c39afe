public import Logging

extension Logger.Level {
    /// The level that `text`, the value of `LOG_LEVEL`, names: upper or lower case, spaces around it ignored.
    public static func parsing(_ text: String) throws(LogLevelError) -> Self {
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").lowercased()
        guard let level = Self(rawValue: name) else { throw LogLevelError(value: text) }
        return level
    }
}
