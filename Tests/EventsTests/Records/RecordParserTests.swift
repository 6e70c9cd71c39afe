import Testing

@testable import Events

@Suite struct `A line that is read as a record` {
    private let opened = Event.log(.opened(.init(format: 1, name: "essai", timeline: 1, host: nil)))

    private func parse(_ text: RecordText) throws(RecordDefect) -> Record { try RecordParser.parse(line: text.bytes) }

    @Test func `may hold attributes of a newer release`() throws {
        let more = #","dataschema":"https://x","nouveau":{"a":[1,"}"]},"n":3,"vide":null,"partitionkey":"\"""#
        let record = try parse(RecordText(position: 5, more: more))
        #expect(record.position == LogPosition(5))
        #expect(record.subject == "log/essai")
        #expect(try EventCatalog.current.event(of: record) == opened)
    }

    @Test func `may have a payload with members of a newer release`() throws {
        let data = #"{"nouveau":[{}],"format":1,"name":"essai","timeline":1,"z":"}"}"#
        let record = try parse(RecordText(position: 5, data: data))
        #expect(try EventCatalog.current.event(of: record) == opened)
    }

    @Test(arguments: ["fr.eaf.avenir.vu.v1", "fr.eaf.log.opened.v2", "fr.eaf.log.opened", "x", ""])
    func `is of an unknown type when this release has none of that name and version`(_ type: String) throws {
        #expect(try EventCatalog.current.event(of: parse(RecordText(position: 1, type: type))) == .unknown(type))
    }

    @Test(arguments: ["2.0", "1.1", "1.0-eaf.2", "0.3"])
    func `is refused by the name of its format when that is newer`(_ version: String) {
        #expect(throws: RecordDefect.unsupportedFormat(version)) {
            try parse(RecordText(specversion: version, position: 1))
        }
        #expect(RecordDefect.unsupportedFormat(version).description.contains(version))
    }

    @Test(
        arguments: [
            "specversion", "sequence", "commit", "id", "source", "type", "subject", "time", "actor", "data",
        ])
    func `is refused when a member is missing`(_ name: String) throws {
        let whole = Array(RecordText(position: 1).attributes.utf8)
        let start = try #require(String(decoding: whole, as: UTF8.self).firstRange(of: "\"\(name)\":"))
        let from = start.lowerBound.utf16Offset(in: String(decoding: whole, as: UTF8.self))
        let end = JSONScanner.endOfValue(whole.span, from: from + name.utf8.count + 3, to: whole.count)
        // The last member goes with the comma before it, any other with the one after it.
        let after = try #require(end) + (name == "data" ? 0 : 1)
        let rest = whole[..<(name == "data" ? from - 1 : from)] + whole[after...]
        #expect(throws: RecordDefect.malformed) {
            try RecordParser.parse(line: RecordText.checked(String(decoding: rest, as: UTF8.self) + "}"))
        }
    }

    @Test func `is refused without its checksum`() {
        let rest = Array(RecordText(position: 1).attributes.utf8)
        let without = Array("{".utf8) + rest + Array("}".utf8)
        #expect(throws: RecordDefect.malformed) { try RecordParser.parse(line: without) }
        let wrong = Array(#"{"crc":"00000000","#.utf8) + rest + Array("}".utf8)
        #expect(throws: RecordDefect.self) { try RecordParser.parse(line: wrong) }
    }

    @Test func `is refused when an attribute is not what it must be`() {
        for text in [
            RecordText(position: 1, actor: "user/x"), RecordText(position: 1, actor: "someone"),
            RecordText(position: 1, more: #","person":"x""#), RecordText(position: 1, more: #","time":"noon""#),
            RecordText(position: 1, data: "[]"), RecordText(position: 1, data: "{"),
            RecordText(position: 1, data: "null"),
        ] {
            #expect(throws: RecordDefect.malformed, "\(text)") { try parse(text) }
        }
    }

    @Test func `is refused when anything follows or white space stands in it`() {
        let line = RecordText(position: 1).attributes
        let spaced = line.replacing(",", with: ", ")
        for rest in [line + "} ", line + "}}", line + "},", line, " " + line + "}", spaced + "}"] {
            #expect(throws: RecordDefect.malformed) { try RecordParser.parse(line: RecordText.checked(rest)) }
        }
    }

    @Test func `has one spelling of its checksum`() throws {
        for name in ["a", "b", "c", "d", "e"] {
            let line = RecordText(position: 1, subject: "log/\(name)").bytes
            let opening = String(decoding: line[..<16], as: UTF8.self)
            let upper = Array(opening.uppercased().replacing("CRC", with: "crc").utf8)
            guard upper != Array(line[..<16]) else { continue }
            #expect(throws: RecordDefect.malformed) { try RecordParser.parse(line: upper + line[16...]) }
        }
    }

    @Test func `is at most 60,000 bytes with its line feed`() throws {
        let short = RecordText(position: 1, more: #","x":"""#).bytes.count
        func line(_ count: Int) -> [UInt8] {
            RecordText(position: 1, more: #","x":"\#(String(repeating: "y", count: count - short))""#).bytes
        }
        #expect(try RecordParser.parse(line: line(RecordFormat.bytesMax - 1)).byteCount == RecordFormat.bytesMax)
        #expect(throws: RecordDefect.tooLong) { try RecordParser.parse(line: line(RecordFormat.bytesMax)) }
    }

    @Test func `gives texts without their escapes`() throws {
        let more = #","correlationid":"\"\u2028\\","idempotencykey":"é""#
        let record = try parse(RecordText(position: 1, subject: #"log/a\"b"#, actor: #"operator/\u0041"#, more: more))
        #expect(record.correlationID == "\"\u{2028}\\")
        #expect(record.idempotencyKey == "é")
        #expect(record.subject == "log/a\"b")
        #expect(record.actor == .operator("A"))
    }

    @Test func `fits its neighbours or is refused`() throws {
        func check(_ texts: RecordText...) throws {
            var checker = CommitChecker(after: .empty)
            for text in texts { try checker.accept(parse(text)) }
        }
        let later = RecordText.time.adding(seconds: 1)
        try check(RecordText(position: 1, commit: 2), RecordText(position: 2), RecordText(position: 3, time: later))
        #expect(throws: RecordDefect.sequence(expected: LogPosition(1), found: LogPosition(2))) {
            try check(RecordText(position: 2))
        }
        #expect(throws: RecordDefect.commit(LogPosition(1))) {
            try check(RecordText(position: 1), RecordText(position: 2, commit: 1))
        }
        #expect(throws: RecordDefect.commit(LogPosition(2))) {
            try check(RecordText(position: 1, commit: 3), RecordText(position: 2))
        }
        #expect(throws: RecordDefect.time) {
            try check(RecordText(position: 1, time: later), RecordText(position: 2))
        }
    }
}
