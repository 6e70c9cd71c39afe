import Events
import Testing

@testable import API

@Suite struct `Fields of a form` {
    private func fields(_ text: String) throws -> FormFields { try FormFields(text.utf8) }

    @Test func `are read as browsers write them`() throws {
        let form = try fields("a=L%C3%A9a+M%2B&b=&c&d=1&d=2&e=%zz%4&f=x%3Dy%26")
        #expect(form["a"] == "Léa M+")
        #expect(form["b"] == nil && form["c"] == nil && form["rien"] == nil)
        #expect(form.all("d") == ["1", "2"])
        #expect(form["e"] == "%zz%4")
        #expect(form["f"] == "x=y&")
    }

    @Test func `may be any bytes, and no more than so many`() throws {
        #expect(try fields("a=%FF%00")["a"]?.isEmpty == false)
        #expect(try fields("")["a"] == nil)
        #expect(throws: Problem.malformedForm) {
            try fields(String(repeating: "a=1&", count: FormFields.countMax + 1))
        }
    }

    @Test func `obey the rules of the API`() throws {
        var body = try fields("note=12%2C5&texte=a%0D%0Ab&vide=&liste=x&liste=y").body(
            lists: ["liste"], numbers: ["note"], keepingEmpty: ["vide"])
        #expect(body.halfPoints("note") == 12.5)
        #expect(body.string("texte", 1...10) == "a\nb")
        #expect(body.optionalString("vide", 0...3) == "")
        #expect(body.optionalStrings("liste", 1...3, count: 0...5) == ["x", "y"])
        try body.finish()
    }

    @Test func `that should be a number and are none break the rule`() throws {
        var body = try fields("note=douze").body(numbers: ["note"])
        #expect(body.halfPoints("note") == 0)
        #expect(throws: Problem.self) { try body.finish() }
    }
}
