import Testing

@testable import API

@Suite struct `Telling why a copie was not read` {
    private let failures: [ReadingFailure] = [
        .encrypted, .tooManyPages(200, max: 40), .tooManyPixels(900_000_000, max: 40_000_000), .tooMuchText,
        .unreadable, .emptyText, .timedOut, .memory, .toolMissing, .unavailable, .cancelled,
    ]

    @Test func `each reason has one sentence or more in French`() {
        #expect(Set(failures.map(\.code)) == Set(ReadingFailure.Code.allCases))
        #expect(Set(failures.map(\.message)).count == failures.count)
        for message in failures.map(\.message) {
            #expect(message.hasSuffix("."))
            #expect(!message.contains("/"))
        }
    }

    @Test func `only what is not the file's fault is tried again`() {
        let retryable = failures.filter(\.retryable).map(\.code)
        #expect(retryable == [.timedOut, .toolMissing, .unavailable, .cancelled])
    }

    @Test func `a tool's own words never reach the pupil`() {
        let failure = ChildFailure.exited(code: 1, standardError: "Syntax Error: /srv/copies/x.pdf")
        #expect(ReadingFailure(failure) == .unreadable)
    }
}
