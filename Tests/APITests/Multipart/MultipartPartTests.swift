import Testing

@testable import API

@Suite struct `The headers of a part` {
    private func part(_ lines: String...) throws -> MultipartPart {
        try MultipartPart(head: Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8))
    }

    @Test func `names are compared without case`() throws {
        let part = try part(
            "CONTENT-disposition: Form-Data; NAME=a; FileName=b", "content-TYPE: Image/PNG; q=1")
        #expect(part == MultipartPart(name: "a", filename: "b", contentType: "image/png"))
    }

    @Test(arguments: [
        (#""copie é 文.jpg""#, "copie é 文.jpg"),
        (#""a\"b\\c""#, #"a"b\c"#),
        (#""C:\copies\n.jpg""#, #"C:\copies\n.jpg"#),
        (#""a;b=c; name=x""#, "a;b=c; name=x"),
        (#""""#, ""),
        ("copie.jpg", "copie.jpg"),
        ("été.jpg", "été.jpg"),
    ])
    func `a filename is read as it was written`(written: String, filename: String) throws {
        let part = try part("Content-Disposition: form-data; name=\"a\"; filename=\(written)")
        #expect(part == MultipartPart(name: "a", filename: filename, contentType: nil))
    }

    @Test func `the encoded filename is ignored`() throws {
        let header = "Content-Disposition: form-data; name=a; filename*=UTF-8''%C3%A9.jpg"
        #expect(try part(header).filename == nil)
        #expect(try part(header + "; filename=e.jpg").filename == "e.jpg")
    }

    @Test func `bytes that are not text are replaced`() throws {
        let head = Array("Content-Disposition: form-data; name=a; filename=\"\u{1}\"\r\n\r\n".utf8)
        let latin1 = head.map { $0 == 1 ? 0xE9 : $0 }
        #expect(try MultipartPart(head: latin1).filename == "\u{FFFD}")
    }

    @Test func `a folded line continues the one before`() throws {
        #expect(try part("Content-Disposition: form-data;", "\tname=a;", "  filename=b").filename == "b")
        #expect(throws: MultipartError.malformedHeader) {
            try part(" Content-Disposition: form-data; name=a")
        }
    }

    @Test func `other headers are ignored`() throws {
        #expect(try part("X-Y:", "Content-Disposition:form-data;name=a ;", "Content-Length: 3").name == "a")
    }

    @Test(arguments: [
        "attachment; name=a", "form-data", "form-data; filename=a", "form-data; filename=\"name=a\"",
    ])
    func `a part without a name is refused`(disposition: String) {
        #expect(throws: MultipartError.missingName) { try part("Content-Disposition: \(disposition)") }
    }

    @Test func `a part without headers is refused`() {
        #expect(throws: MultipartError.missingName) { try MultipartPart(head: Array("\r\n".utf8)) }
    }

    @Test(arguments: [
        "no colon", ": value", "Content Disposition: x", "Content-Disposition :form-data; name=a",
        "Content-Disposition: form-data; name=a; name=b", "Content-Disposition: form-data; name=\"a",
        "Content-Disposition: form-data; name=\"a\"b", "Content-Disposition: form-data; name=",
        "Content-Disposition:",
        "Content-Disposition: form-data; name=a b", "Content-Disposition: form-data; =a",
        "Content-Disposition: form-data; name=\"a\rb\"", "Content-Disposition: form-data; name=\"a\nb\"",
        "Content-Disposition: form-data; name=\"a\0b\"", "Content-Disposition: form-data; name",
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=a",
        "Content-Disposition: form-data; name=a\r\nContent-Type: image/png\r\nContent-Type: image/png",
    ])
    func `a header that cannot be read is refused`(lines: String) {
        #expect(throws: MultipartError.malformedHeader) { try part(lines) }
    }

    @Test func `an encoded part is refused`() throws {
        let header = "Content-Disposition: form-data; name=a"
        #expect(try part(header, "Content-Transfer-Encoding: Binary").name == "a")
        #expect(throws: MultipartError.unsupportedTransferEncoding) {
            try part(header, "Content-Transfer-Encoding: base64")
        }
    }
}
