import Testing

@testable import API

@Suite struct `Chunks of a multipart form` {
    private static let boundary = "--b-b"
    private static let pieces = [
        "\r\n", "\r", "\n", "-", "--", "\r\n--", "\r\n----b", "\r\n----b-", "--b-b", "\r\r\n----b-", "x",
        "\0", "é",
        "\r\n\r\n", " ", ":", "\"", "\\", ";", "name=a", "Content-Disposition: form-data; name=a",
    ]

    /// Content made of all that could confuse a search for the delimiter.
    private func content(using generator: inout SplitMixGenerator) -> String {
        let text = (0..<Int.random(in: 0...12, using: &generator))
            .map { _ in Self.pieces.randomElement(using: &generator) ?? "" }
            .joined()
        // One delimiter may not stand in content.
        return ("\r\n" + text).contains("\r\n--" + Self.boundary) ? "" : text
    }

    private func form(of contents: [String]) -> [UInt8] {
        let parts = contents.enumerated().map { index, content in
            "--\(Self.boundary)\r\nContent-Disposition: form-data; name=\"\(index)\"; filename=\"é\\\"\"\r\n"
                + "\r\n\(content)\r\n"
        }
        return Array((parts.joined() + "--\(Self.boundary)--\r\n").utf8)
    }

    private func split(_ bytes: [UInt8], using generator: inout SplitMixGenerator) -> [ArraySlice<UInt8>] {
        let longest = Int.random(in: 1...40, using: &generator)
        var chunks: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let chunk = rest.prefix(Int.random(in: 0...longest, using: &generator))
            chunks.append(chunk)
            rest = rest.dropFirst(chunk.count)
        }
        return chunks
    }

    private func read(_ chunks: [ArraySlice<UInt8>]) throws -> MultipartReading {
        MultipartReading(chunks: chunks, boundary: try MultipartBoundary(Self.boundary), limits: .form)
    }

    @Test func `any cut of any form gives the same parts`() throws {
        for _ in 0..<300 {
            let seed = UInt64.random(in: 0...UInt64.max)
            var generator = SplitMixGenerator(seed: seed)
            let contents = (0...3).map { _ in content(using: &generator) }
            let form = form(of: contents)
            let whole = try read([form[...]])
            try #require(whole.error == nil && whole.isFinished && !whole.isOutOfOrder, "seed \(seed)")
            try #require(whole.parts.map(\.text) == contents, "seed \(seed)")
            for _ in 0..<5 {
                try #require(try read(split(form, using: &generator)) == whole, "seed \(seed)")
            }
        }
    }

    @Test func `every cut in two gives the same parts`() throws {
        let form = form(of: ["\r\n----b-\r\n", "", "\r"])
        let whole = try read([form[...]])
        #expect(whole.parts.map(\.text) == ["\r\n----b-\r\n", "", "\r"])
        for cut in form.indices {
            #expect(try read([form[..<cut], form[cut...]]) == whole, "cut at \(cut)")
        }
        #expect(try read(form.indices.map { form[$0...$0] }) == whole)
    }

    @Test func `a damaged form never traps and fails alike however it is cut`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMixGenerator(seed: seed)
        let deadline = ContinuousClock.now + .seconds(1)
        var round = 0
        while round < 20_000, ContinuousClock.now < deadline {
            var form = form(of: (0...2).map { _ in content(using: &generator) })
            for _ in 0...Int.random(in: 0...4, using: &generator) {
                let start = Int.random(in: 0...form.count, using: &generator)
                let end = min(form.count, start + Int.random(in: 0...6, using: &generator))
                let piece = Self.pieces.randomElement(using: &generator) ?? ""
                let replacement = Bool.random(using: &generator) ? Array(piece.utf8) : []
                form.replaceSubrange(start..<end, with: replacement)
            }
            let whole = try read([form[...]])
            try #require(!whole.isOutOfOrder, "seed \(seed), round \(round)")
            try #require(try read(split(form, using: &generator)) == whole, "seed \(seed), round \(round)")
            round += 1
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `a body full of beginnings of the delimiter takes linear time`() throws {
        let long = try MultipartBoundary(String(repeating: "-", count: 69) + "b")
        let header = "\r\nContent-Disposition: form-data; name=a\r\n\r\n"
        let head = Array("--".utf8) + long.bytes + Array(header.utf8)
        let end = Array("\r\n--".utf8) + long.bytes + Array("--".utf8)
        for prefix in [end.prefix(4), end.prefix(end.count - 3)] {
            let body = (0..<(4_000_000 / prefix.count)).flatMap { _ in prefix }
            let form = head + body + end
            let reading = MultipartReading(chunks: [form[...]], boundary: long, limits: .form)
            #expect(reading.parts.first?.body.count == body.count)
        }
    }
}
