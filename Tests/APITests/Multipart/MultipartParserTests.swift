import Testing

@testable import API

@Suite struct `Reading a multipart form` {
    private func part(_ body: String, header: String = "Content-Disposition: form-data; name=a") -> String {
        "--b\r\n\(header)\r\n\r\n\(body)\r\n"
    }

    private func read(_ text: String, limits: MultipartLimits = .form) throws -> MultipartReading {
        try MultipartReading(text, boundary: "b", limits: limits)
    }

    @Test func `curl's form gives its field and its file`() throws {
        let line = "--------------------------fe056b69ed58a834"
        let form =
            "\(line)\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nà rendre\r\n"
            + "\(line)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"co%22pie\\é.jpg\"\r\n"
            + "Content-Type: image/jpeg\r\n\r\nab\r\n\(line)--\r\n"
        let reading = try MultipartReading(form, boundary: String(line.dropFirst(2)))
        #expect(reading.error == nil && reading.isFinished && !reading.isOutOfOrder)
        #expect(reading.parts.map(\.text) == ["à rendre", "ab"])
        #expect(reading.parts.first?.header == MultipartPart(name: "note", filename: nil, contentType: nil))
        let file = MultipartPart(name: "file", filename: "co%22pie\\é.jpg", contentType: "image/jpeg")
        #expect(reading.parts.last?.header == file)
    }

    @Test(arguments: [
        "", "\r\n", "\r\n\r\n", "\r", "\n", "--", "\r\n--", "\r\n--c", "\r\r\n", "--c", "\r\n-b",
        "x\r\n--\r\n--\r\n",
        "\n--b", "\r--b", "-", "\r\n--\r\n-",
    ])
    func `content that looks like a delimiter stays content`(body: String) throws {
        let reading = try read(part(body) + part("next") + "--b--")
        #expect(reading.error == nil && !reading.isOutOfOrder)
        #expect(reading.parts.map(\.text) == [body, "next"])
    }

    @Test func `a prefix of a longer boundary stays content`() throws {
        let body = "1\r\n--boundar\r\n--bound\r\n--boundarx\r\r\n--boundary"
        let form = "--boundary\r\nContent-Disposition: form-data; name=a\r\n\r\n\(body)--"
        let reading = try MultipartReading(form, boundary: "boundary")
        #expect(reading.parts.map(\.text) == ["1\r\n--boundar\r\n--bound\r\n--boundarx\r"])
    }

    @Test func `a line that begins with the delimiter is no content`() throws {
        #expect(try read(part("x\r\n--bc")).error == .malformedDelimiter)
        #expect(try read(part("x\r\n--b-c")).error == .malformedDelimiter)
        #expect(try read(part("x\r\n--b\nc")).error == .malformedDelimiter)
        #expect(try read(part("x\r\n--b\rc")).error == .malformedDelimiter)
        #expect(try read(part("x\r\n--b -")).error == .malformedDelimiter)
    }

    @Test func `padding after a delimiter is skipped`() throws {
        let reading = try read("--b \t \r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--b--  \r\n")
        #expect(reading.parts.map(\.text) == ["1"])
    }

    @Test func `an empty part may leave out its own line break`() throws {
        let reading = try read("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n--b--")
        #expect(reading.error == nil)
        #expect(reading.parts.map(\.text) == [""])
    }

    @Test func `a form without parts is a form`() throws {
        let reading = try read("--b--\r\n")
        #expect(reading.error == nil && reading.isFinished && reading.parts.isEmpty)
    }

    @Test(arguments: [
        "", "-", "--b", "--b\r", "--b\r\n", "--b-", "text", "--b\r\nContent-Disposition: form-data; name=a",
    ])
    func `a body cut short is an error`(text: String) throws {
        #expect(try read(text).error == .truncated)
    }

    @Test func `a part without a closing delimiter is an error`() throws {
        #expect(try read(part("content") + "--b\r\n").error == .truncated)
        #expect(try read(part("content")).error == .truncated)
        #expect(try read(part("content") + "--b-").error == .truncated)
    }

    @Test func `text around the form is dropped, up to a limit`() throws {
        let form = "\r\n" + part("1") + "--b--"
        let line = String(repeating: "x", count: 1024)
        #expect(try read(line + form + line).parts.map(\.text) == ["1"])
        #expect(try read(line + "x" + form).error == .preambleTooLong(limitBytes: 1024))
        #expect(try read(form + line + "x").error == .epilogueTooLong(limitBytes: 1024))
        #expect(try read(form + "--b\r\nnot a part").parts.count == 1)
    }

    @Test func `the sixteenth part is the last`() throws {
        let sixteen = String(repeating: part("1"), count: 16)
        #expect(try read(sixteen + "--b--").parts.count == 16)
        #expect(try read(sixteen + part("1") + "--b--").error == .tooManyParts(limit: 16))
    }

    @Test func `header lines are bounded`() throws {
        let limits = MultipartLimits(headBytes: 64, parts: 16, preambleBytes: 1024, epilogueBytes: 1024)
        // 38 bytes, and 5 for the quote and the line ends.
        let header = "Content-Disposition: form-data; name=\""
        let fitting = part("1", header: header + String(repeating: "n", count: 21) + "\"")
        let exceeding = part("1", header: header + String(repeating: "n", count: 22) + "\"")
        #expect(try read(fitting + "--b--", limits: limits).parts.count == 1)
        #expect(try read(exceeding + "--b--", limits: limits).error == .headTooLong(limitBytes: 64))
        let endless = "--b\r\n" + String(repeating: "X: y\r\n", count: 10_000)
        #expect(try read(endless).error == .headTooLong(limitBytes: 8192))
    }

    @Test func `an error is final`() throws {
        var parser = MultipartParser(boundary: try MultipartBoundary("b"), limits: .form)
        #expect(throws: MultipartError.malformedDelimiter) { try parser.feed("--bc".utf8) }
        #expect(throws: MultipartError.malformedDelimiter) { try parser.feed("--b--".utf8) }
        #expect(throws: MultipartError.malformedDelimiter) { try parser.finish() }
    }

    @Test func `content is handed on without a copy`() throws {
        let chunk = Array((part(String(repeating: "x", count: 100)) + "--b--").utf8)[...]
        var parser = MultipartParser(boundary: try MultipartBoundary("b"), limits: .form)
        let bodies = try parser.feed(chunk).compactMap { event in
            if case .bodyBytes(let bytes) = event { bytes } else { nil }
        }
        #expect(bodies.map(\.count) == [100])
        #expect(bodies.first?.startIndex == chunk.firstIndex(of: UInt8(ascii: "x")))
    }
}
