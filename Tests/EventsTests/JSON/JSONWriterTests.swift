import Foundation
import Testing

@testable import Events

@Suite struct `The JSON writer` {
    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        body(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `puts commas between members and elements, and nothing else`() {
        let json = text { json in
            json.object { json in
                json.field("a", 1)
                json.field("b", String?.none)
                json.field("c", true)
                json.key("d")
                json.array { json in
                    json.integer(-1)
                    json.null()
                    json.array { _ in }
                    json.object { _ in }
                    json.string("x")
                }
                json.key(dynamic: "\"")
                json.object { $0.field("f", ["y", "z"]) }
            }
        }
        #expect(json == #"{"a":1,"c":true,"d":[-1,null,[],{},"x"],"\"":{"f":["y","z"]}}"#)
    }

    @Test(
        arguments: [
            ("", #""""#), ("\"\\", #""\"\\""#), ("\n\r\t", #""\n\r\t""#), ("\u{0}\u{1F}", #""\u0000\u001f""#),
            ("\u{7F}", #""\u007f""#), ("\u{2028}\u{2029}", #""\u2028\u2029""#), ("/é𝄞«", #""/é𝄞«""#),
            ("\u{E8}\u{A8}\u{28}¨", "\"\u{E8}\u{A8}\u{28}¨\""),
        ])
    func `escapes what must be, and only that`(_ string: String, _ expected: String) {
        #expect(text { $0.string(string) } == expected)
    }

    @Test func `writes strings that Foundation and our own reader read back, for 1,000 seeded ones`() throws {
        let seed: UInt64 = 3
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let string = generator.text(30)
            let json = Array(text { $0.string(string) }.utf8)
            #expect(JSONScanner.string(json.span, from: 0, to: json.count) == string, "seed \(seed)")
            #expect(try JSONDecoder().decode(String.self, from: Data(json)) == string, "seed \(seed)")
            #expect(!json.contains(0x0A), "seed \(seed)")
        }
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "0"), (1, "1"), (-17, "-17"), (0.5, "0.5"), (0.1, "0.1"), (12.5, "12.5"),
            (9_007_199_254_740_991, "9007199254740991"), (1e15, "1000000000000000"),
            (0.30000000000000004, "0.30000000000000004"),
            (.leastNonzeroMagnitude, "5e-324"), (1e300, "1e+300"),
        ])
    func `writes integers as integers and the shortest decimal otherwise`(_ value: Double, _ expected: String) {
        #expect(text { $0.number(value) } == expected)
    }

    @Test func `writes numbers that are read back exactly, for 2,000 seeded ones`() throws {
        let seed: UInt64 = 4
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            let json = Array(text { json in json.object { $0.field("v", number: value) } }.utf8)
            let fields = try JSONFields(json, 0..<json.count, opener: nil)
            #expect(try fields.number("v") == value, "seed \(seed), \(value)")
            #expect(try JSONDecoder().decode([String: Double].self, from: Data(json)) == ["v": value], "seed \(seed)")
        }
    }

    @Test func `refuses a number that JSON has not`() async {
        await #expect(processExitsWith: .failure) {
            var writer = JSONWriter()
            writer.number(.infinity)
        }
    }

    @Test func `writes ids and instants without escapes`() {
        let id = PersonID(high: 0x019B_76DA_A800_7000, low: 0x8000_0000_0000_0001)
        let json = text { json in
            json.object { json in
                json.field("id", id)
                json.field("at", Timestamp(microseconds: 1))
            }
        }
        #expect(json == #"{"id":"019b76da-a800-7000-8000-000000000001","at":"1970-01-01T00:00:00.000001Z"}"#)
    }
}
