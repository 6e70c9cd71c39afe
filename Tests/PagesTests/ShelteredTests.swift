import Testing

@testable import Pages

@Suite struct `Texts of people on a page` {
    private func html(_ name: String) throws -> String {
        try PageLibrary.bundled().html(ParentPage(name: name), in: .visitor)
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus='alert(1)", "{{shell.title}}",
        "&lt;b&gt;",
    ])
    func `are shown as the letters they are`(_ name: String) throws {
        let page = try html(name)
        let escaped = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        #expect(page.contains("Bonjour, \(escaped)</h1>"))
    }

    @Test(arguments: ["<", ">", "&", "\"", "'"], ["\u{301}", "\u{200D}", "\u{FE0F}"])
    func `cannot hide a sign behind a mark that joins it`(_ sign: String, _ mark: String) throws {
        // The pair is one character, which an escape by characters does not know.
        let name = "x\(sign)\(mark)y"
        #expect(name.count == 3)
        let page = try html(name)
        let plain = try html("xy")
        for sign: Unicode.Scalar in ["<", ">", "\"", "'"] {
            #expect(page.unicodeScalars.count { $0 == sign } == plain.unicodeScalars.count { $0 == sign })
        }
    }

    @Test func `cannot hide a sign behind one that goes before it`() throws {
        // U+0600 is put before digits, and makes one character with whatever follows.
        let page = try html("x\u{600}<b>")
        #expect(!page.unicodeScalars.elementsEqual(try html("xb").unicodeScalars))
        #expect(page.unicodeScalars.count { $0 == "<" } == (try html("xb")).unicodeScalars.count { $0 == "<" })
    }

    @Test func `are left as they are when there is nothing to take apart`() {
        for text in ["", "Léa", "e\u{301}te\u{301}", "👩‍🚀", "a < b", "\r\n"] { #expect(Sheltered.apart(text) == text) }
    }
}

extension Shell {
    /// Around a page for nobody in particular.
    static var visitor: Shell {
        Shell(title: "Essai", entries: [], user: nil, theme: nil, notice: nil, path: "/")
    }
}
