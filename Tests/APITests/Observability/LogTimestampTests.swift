import Foundation
import Testing

@testable import API

@Suite struct `A log timestamp` {
    private func text(_ milliseconds: Int64) -> String {
        var bytes: [UInt8] = []
        LogTimestamp(millisecondsSince1970: milliseconds).append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `reads as Foundation writes it, for 1,000 seeded instants`() {
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let seed: UInt64 = 20_260_619
        var state = seed
        for _ in 0..<1_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // 1900 to 2199. The quarter of a millisecond keeps a Double from falling into the one before.
            let milliseconds = Int64((state >> 11) % 9_467_020_800_000) - 2_208_988_800_000
            let date = Date(timeIntervalSince1970: (Double(milliseconds) + 0.25) / 1_000)
            #expect(text(milliseconds) == date.formatted(format), "seed \(seed), \(milliseconds)")
        }
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
            (Int64.max, "9999-12-31T23:59:59.999Z"),
            (Int64.min, "0000-01-01T00:00:00.000Z"),
        ] as [(Int64, String)]
    )
    func `holds at the edges of the calendar`(milliseconds: Int64, expected: String) {
        #expect(text(milliseconds) == expected)
    }

    @Test func `of now is now`() {
        let seconds = Double(LogTimestamp.now().millisecondsSince1970) / 1_000
        #expect(abs(seconds - Date().timeIntervalSince1970) < 5)
    }
}
