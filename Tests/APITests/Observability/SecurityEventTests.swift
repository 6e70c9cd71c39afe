import Logging
import Testing

@testable import API

@Suite struct `A security event` {
    @Test(arguments: SecurityEvent.allCases)
    func `is logged at its level, under its OWASP name, with a constant message`(event: SecurityEvent) {
        let sink = MemoryLogSink()
        let logger = Logger(label: "eaf.security") {
            JSONLogHandler(label: $0, level: .trace, metadataProvider: nil, sink: sink) {
                LogTimestamp(millisecondsSince1970: 0)
            }
        }
        logger.security(event, metadata: ["actor": "user/0192", "event": "forged"])
        let expected =
            #"{"time":"1970-01-01T00:00:00.000Z","level":"\#(event.level)","logger":"eaf.security","#
            + #""message":"security event","metadata":{"actor":"user/0192","event":"\#(event.rawValue)"}}"#
        #expect(sink.lines == [expected + "\n"])
    }

    @Test func `has the levels of the vocabulary`() {
        #expect(SecurityEvent.loginSucceeded.level == .info)
        #expect(SecurityEvent.loginFailed.level == .warning)
        #expect(SecurityEvent.systemStarted.level == .warning)
        #expect(SecurityEvent.accessDenied.level == .critical)
    }
}
