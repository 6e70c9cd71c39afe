import Foundation
import Testing

@testable import Events

@Suite struct `Reading any JSON with the place of its faults` {
    @Test(arguments: [
        "null", " true ", "-0.5e3", "\"\"", "[]", "{}",
        "[1, [2, {\"a\": [false, null]}], \"é\\u00e9\\n\\uD83D\\uDE00\"]",
        "{\"a\": {\"b\": 1e-3}, \"c\": \"\\\\\\\"/\"}", "\u{FEFF}[12345678901234]",
    ])
    func `values are those that Foundation reads`(_ text: String) throws {
        let value = try JSONValue.parse(Array(text.utf8))
        let plain = text.replacing("\u{FEFF}", with: "")
        #expect(value == (try JSONDecoder().decode([JSONValue].self, from: Data("[\(plain)]".utf8)).first))
    }

    @Test(arguments: [
        ("", JSONSyntaxError.Rule.ended, 1, 1), ("{\n  \"a\": [1,\n", .ended, 3, 1), ("{\"a\" 1}", .unexpected, 1, 6),
        ("[1 2]", .unexpected, 1, 4), ("[1,]", .unexpected, 1, 4), ("[01]", .unexpected, 1, 2),
        ("[1]\nx", .unexpected, 2, 1), ("{\"a\": \"\\uD800\"}", .badEscape, 1, 7), ("[\"abc", .ended, 1, 6),
        ("[nul]", .unexpected, 1, 2), ("[.5]", .unexpected, 1, 2),
    ])
    func `faults are named`(_ text: String, _ rule: JSONSyntaxError.Rule, _ line: Int, _ column: Int) {
        #expect(throws: JSONSyntaxError(rule: rule, line: line, column: column)) {
            try JSONValue.parse(Array(text.utf8))
        }
    }

    @Test func `Latin-1 is told from UTF-8`() {
        let bytes = Array("{\"nom\":\n \"Andr".utf8) + [0xE9] + Array("\"}".utf8)
        #expect(throws: JSONSyntaxError(rule: .notUTF8, line: 2, column: 7)) { try JSONValue.parse(bytes) }
    }

    @Test func `what is nested too deep is refused`() {
        let bytes = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: JSONSyntaxError(rule: .tooDeep, line: 1, column: JSONScanner.depthMax + 2)) {
            try JSONValue.parse(bytes)
        }
    }

    @Test func `every prefix of a text is a fault, and none a crash`() {
        let bytes = Array("{\"a\": [1.5, \"x\\u00e9\", true, null], \"b\": {\"c\": \"é\"}}".utf8)
        for end in 0..<bytes.count {
            #expect(throws: JSONSyntaxError.self) { try JSONValue.parse(Array(bytes[..<end])) }
        }
    }
}
