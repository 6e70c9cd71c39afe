import Foundation
import Testing

@testable import Events

@Suite struct `The members of an object` {
    private func fields(_ json: String) throws -> JSONFields {
        let bytes = Array(json.utf8)
        return try JSONFields(bytes, 0..<bytes.count, opener: nil)
    }

    @Test func `are found by name, whatever stands between them`() throws {
        let fields = try fields(" { \"a\" : 1 , \"b\":\"x\\\"}\",\t\"c\":{\"a\":[2,{}]},\"d\":null , \"e\":true\n}")
        #expect(try fields.integer("a") == 1)
        #expect(try fields.string("b") == "x\"}")
        #expect(try fields.object("c").json("a").map { String(decoding: $0, as: UTF8.self) } == "[2,{}]")
        #expect(!fields.has("d"))
        #expect(try fields.optionalString("d") == nil)
        #expect(try fields.boolean("e"))
        #expect(fields.json("f") == nil)
    }

    @Test func `are named when they are missing or of another kind, never by value`() throws {
        let fields = try fields(#"{"s":"secret","n":1.5,"b":true,"i":3,"big":1234567890123456789}"#)
        let missing = PayloadError(field: "x", rule: .missing)
        #expect(throws: missing) { try fields.string("x") }
        #expect(throws: missing) { try fields.id("x", Person.self) }
        #expect(throws: PayloadError(field: "n", rule: .wrongType)) { try fields.string("n") }
        #expect(throws: PayloadError(field: "n", rule: .wrongType)) { try fields.integer("n") }
        #expect(throws: PayloadError(field: "s", rule: .wrongType)) { try fields.number("s") }
        #expect(throws: PayloadError(field: "i", rule: .wrongType)) { try fields.boolean("i") }
        #expect(throws: PayloadError(field: "s", rule: .wrongType)) { try fields.timestamp("s") }
        #expect(throws: PayloadError(field: "s", rule: .wrongType)) { try fields.id("s", Person.self) }
        #expect(throws: PayloadError(field: "s", rule: .unknownValue)) { try fields.choice("s", Role.self) }
        #expect(throws: PayloadError(field: "", rule: .notAnObject)) { try fields.object("b") }
        #expect(throws: PayloadError(field: "big", rule: .wrongType)) { try fields.integer("big") }
        #expect(!PayloadError(field: "s", rule: .unknownValue).description.contains("secret"))
    }

    @Test(arguments: ["1e3", "-1.5E-2", "0", "-7", "1e+300"])
    func `are read as numbers`(_ text: String) throws {
        #expect(try fields(#"{"v":\#(text)}"#).number("v") == Double(text))
    }

    @Test(arguments: ["inf", "-inf", "nan", "0x10", "1e999", "--1", "-", "+1", ".5", "1-2", "true", "\"1\"", "[1]"])
    func `are not read as numbers`(_ text: String) throws {
        #expect(throws: PayloadError.self) { try fields(#"{"v":\#(text)}"#).number("v") }
    }

    @Test(
        arguments: [
            "", "{", "[]", "1", "{a:1}", #"{"a"}"#, #"{"a":}"#, #"{"a":1"#, #"{"a":1,}"#, #"{"a":"x}"#,
            #"{"a":1 "b":2}"#,
        ])
    func `are refused when the object is malformed`(_ json: String) {
        #expect(throws: PayloadError(field: "", rule: .notAnObject)) { try fields(json) }
    }

    @Test func `are refused when they nest too deep or are too many`() throws {
        func nested(_ depth: Int) -> String {
            #"{"a":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
        }
        #expect(try fields(nested(JSONScanner.depthMax)).has("a"))
        #expect(throws: PayloadError.self) { try fields(nested(JSONScanner.depthMax + 1)) }
        #expect(throws: PayloadError.self) { try fields(nested(100_000)) }
        func many(_ count: Int) -> String {
            "{" + (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
        }
        #expect(try fields(many(JSONFields.countMax)).integer("k23") == 23)
        #expect(throws: PayloadError.self) { try fields(many(JSONFields.countMax + 1)) }
    }

    @Test(arguments: [#""\u12""#, #""\ud800""#, #""\ud800\u0041""#, #""\udc00""#, #""\x""#, #""\u00gg""#])
    func `are no strings when an escape is malformed`(_ string: String) throws {
        #expect(throws: PayloadError(field: "v", rule: .wrongType)) { try fields("{\"v\":\(string)}").string("v") }
    }

    @Test func `are strings as Foundation reads them`() throws {
        let json = #"{"v":"\u0041\u00e9\ud834\udd1e\b\f\/\"\\ \u2028"}"#
        let expected = try JSONDecoder().decode([String: String].self, from: Data(json.utf8))["v"]
        #expect(try fields(json).string("v") == expected)
    }
}
