import Testing

@testable import Events
@testable import Projections

@Suite struct `The history of the log itself` {
    @Test func `begins without a name`() {
        #expect(LogHistory().origin == nil)
        #expect(LogHistory().lastDrill == nil)
    }

    @Test func `takes its origin from the first record`() throws {
        try Given(.logOpened).then(LogHistory.self) { log in
            #expect(log.origin == LogOrigin(host: nil, name: "essai", timeline: 1))
            #expect(log.origin?.source == "/eaf/essai/1")
            #expect(log.origin?.checkpointOrigin == "localhost/essai/1")
            #expect(log.timelineFrom == LogPosition(1))
        }
    }

    @Test func `goes on under another timeline after a restore`() throws {
        try Given(
            .logOpened, .drilled(true, through: LogPosition(1)), .restored(timeline: 2, keeping: LogPosition(2))
        ).then(LogHistory.self) { log in
            #expect(log.origin?.source == "/eaf/essai/2")
            #expect(log.timelineFrom == LogPosition(3))
        }
    }

    @Test func `remembers the last drill that succeeded and counts those that failed`() throws {
        try Given(.drilled(true, through: LogPosition(1)), .drilled(false, through: LogPosition(2)))
            .then(LogHistory.self) { log in
                #expect(log.lastDrill?.position == LogPosition(1))
                #expect(log.failedDrills == 1)
            }
    }
}
