import Events
import Testing

@testable import Replay

@Suite struct `Replay targets` {
    @Test func `positions, times and durations are read`() throws {
        #expect(try ReplayTarget("0") == .position(.zero))
        #expect(try ReplayTarget("4211") == .position(LogPosition(4_211)))
        #expect(try ReplayTarget("90s") == .ago(seconds: 90))
        #expect(try ReplayTarget("5m") == .ago(seconds: 300))
        #expect(try ReplayTarget("2h") == .ago(seconds: 7_200))
        #expect(try ReplayTarget("3d") == .ago(seconds: 259_200))
        let time = try #require(Timestamp("2026-10-02T15:15:00Z"))
        #expect(try ReplayTarget("2026-10-02T17:15:00+02:00") == .time(time))
    }

    @Test(arguments: ["", "m", "-5m", "5 m", "5w", "+5", "hier", "2026-10-02", "2026-10-02T15:15:00", "1.5h", "٣"])
    func `anything else is malformed`(_ text: String) {
        #expect(throws: ReplayTargetError.malformed(text)) { try ReplayTarget(text) }
    }

    @Test(arguments: ["18446744073709551616", "99999999999999999999d", "40000d"])
    func `what no log reaches is out of range`(_ text: String) {
        #expect(throws: ReplayTargetError.outOfRange(text)) { try ReplayTarget(text) }
    }

    @Test func `a target inside a commit stops before it`() throws {
        let sample = try SampleLog.story()
        let log = try sample.reader
        defer { withExtendedLifetime(sample) {} }
        let now = SampleLog.start.adding(seconds: 3_600)
        for (target, end) in [(0, 0), (1, 1), (2, 1), (3, 3), (4, 4), (5, 4), (8, 7), (9, 7), (10, 10)] {
            let found = try ReplayTarget.position(LogPosition(UInt64(target))).position(in: log, now: now)
            #expect(found == LogPosition(UInt64(end)))
        }
    }

    @Test func `a target past the end means the latest, one before the beginning nothing`() throws {
        let sample = try SampleLog.story()
        let log = try sample.reader
        defer { withExtendedLifetime(sample) {} }
        let now = SampleLog.start.adding(seconds: 3_600)
        #expect(try ReplayTarget("999999").position(in: log, now: now) == LogPosition(10))
        #expect(try ReplayTarget("2999-01-01T00:00:00Z").position(in: log, now: now) == LogPosition(10))
        #expect(try ReplayTarget.latest.position(in: log, now: now) == LogPosition(10))
        #expect(try ReplayTarget("10h").position(in: log, now: now) == .zero)
    }

    @Test func `times and durations end with the last commit that is old enough`() throws {
        let sample = try SampleLog.story()
        let log = try sample.reader
        defer { withExtendedLifetime(sample) {} }
        let now = SampleLog.start.adding(seconds: 600)
        #expect(try ReplayTarget("5m").position(in: log, now: now) == LogPosition(7))
        #expect(try ReplayTarget("301s").position(in: log, now: now) == LogPosition(6))
        let time = ReplayTarget.time(SampleLog.start.adding(seconds: 120))
        #expect(try time.position(in: log, now: now) == LogPosition(3))
    }
}
