import Foundation

extension ModelFailure {
    /// What an answer with another status than 200 means.
    ///
    /// - Parameter retryAfter: of the headers.
    init(status: Int, body: [UInt8], retryAfterSeconds retryAfter: Double?) {
        let error = ProviderError(in: body)
        let kind: Kind =
            switch status {
            case 401, 403: .notAuthorised
            case 402: .quotaExhausted
            case 404: .notFound
            case 429: error.isOutOfMoney ? .quotaExhausted : .rateLimited
            case 408, 409, 425, 500...599: .serverError
            case 400 where error.isBadKey: .notAuthorised
            case 400...499: .requestRefused
            default: .malformedAnswer
            }
        let detail = (["HTTP \(status)"] + error.codes.prefix(3)).joined(separator: " ")
        self.init(kind, detail, retryAfterSeconds: retryAfter ?? error.retryDelaySeconds)
    }
}

/// `retry-after-ms`, or `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
enum RetryAfter {
    static func seconds(milliseconds: String?, seconds: String?, at now: Date) -> Double? {
        if let milliseconds, let value = number(milliseconds) { return value / 1_000 }
        guard let seconds else { return nil }
        if let value = number(seconds) { return value }
        return date(seconds).map { max(0, $0.timeIntervalSince(now)) }
    }

    private static func number(_ text: String) -> Double? {
        guard let value = Double(text.trimmingCharacters(in: .whitespaces)), value.isFinite, value >= 0 else {
            return nil
        }
        return value
    }

    private static func date(_ text: String) -> Date? {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return formatter.date(from: text)
    }
}
