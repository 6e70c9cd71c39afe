import Logging
import Testing

@testable import API

@Suite struct `The value of LOG_LEVEL` {
    @Test(arguments: Logger.Level.allCases)
    func `names each level, in any case`(level: Logger.Level) throws {
        #expect(try Logger.Level.parsing(level.rawValue) == level)
        #expect(try Logger.Level.parsing(" \(level.rawValue.uppercased())\n") == level)
    }

    @Test(arguments: ["", "warn", "verbose", "3", "in fo"])
    func `is refused when it names none`(text: String) {
        #expect(throws: LogLevelError(value: text)) { try Logger.Level.parsing(text) }
    }

    @Test func `is shown in the error without its control characters`() {
        let error = LogLevelError(value: "a\nb")
        #expect(error.description.hasSuffix(#"critical; it is "a\nb""#))
    }
}
