import Foundation
import Testing

@testable import LanguageModels

@Suite struct `How long to wait` {
    private let now = Date(timeIntervalSince1970: 1_795_000_000)

    @Test(arguments: [("7", 7.0), ("0.5", 0.5), ("0", 0)])
    func `is said in seconds`(text: String, seconds: Double) {
        #expect(RetryAfter.seconds(milliseconds: nil, seconds: text, at: now) == seconds)
    }

    @Test func `is said in milliseconds, which wins`() {
        #expect(RetryAfter.seconds(milliseconds: "250", seconds: "7", at: now) == 0.25)
    }

    @Test func `is said as a date, and a date that is past is now`() {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = TimeZone(identifier: "GMT")
        formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        let later = formatter.string(from: now.addingTimeInterval(30))
        #expect(RetryAfter.seconds(milliseconds: nil, seconds: later, at: now) == 30)
        let past = formatter.string(from: now.addingTimeInterval(-30))
        #expect(RetryAfter.seconds(milliseconds: nil, seconds: past, at: now) == 0)
    }

    @Test(arguments: ["-1", "nan", "bientôt", ""])
    func `is not said by nonsense`(text: String) {
        #expect(RetryAfter.seconds(milliseconds: nil, seconds: text, at: now) == nil)
    }

    @Test func `grows and is spread`() {
        let policy = RetryPolicy(attemptsMax: 4, firstSeconds: 1, waitSecondsMax: 20)
        #expect(
            policy.wait(after: 1, asked: nil, jitter: 0) == 1 && policy.wait(after: 3, asked: nil, jitter: 0) == 4)
        #expect(policy.wait(after: 1, asked: nil, jitter: 1) == 1.5)
        #expect(
            policy.wait(after: 4, asked: nil, jitter: 0) == nil && policy.wait(after: 1, asked: 21, jitter: 0) == nil)
    }
}
