/// Reads `multipart/form-data` (RFC 7578, RFC 2046 §5.1) from chunks of any size, without I/O.
///
/// The bytes of a body, in order, and the state that reads them:
///
///     text --boundary CRLF          Name: value CRLF CRLF content CRLF--boundary --            text
///     preamble        delimiterLine head                  body                   delimiterLine epilogue
///
/// - `preamble` looks for the first delimiter; what precedes it is dropped, up to a limit.
/// - `delimiterLine` follows a delimiter: `--` closes the body (→ `epilogue`), spaces and tabs are transport
///   padding, CRLF opens a part (→ `head`), all else is an error. RFC 2046 calls a line that merely begins with
///   the delimiter a delimiter, so `--boundaryX` is malformed and never content.
/// - `head` collects header lines up to the empty line (→ `body`), up to a limit.
/// - `body` hands out content as slices of the chunks, without copying, up to the next delimiter
///   (→ `delimiterLine`).
/// - `epilogue` drops what follows the closing delimiter, up to a limit.
///
/// How the input is cut into chunks changes where `bodyBytes` are cut and nothing else. The size of a part's
/// content is not limited here: whoever stores the bytes counts them. Work is linear in the input, and what is
/// kept between two chunks is bounded by `limits.headBytes`.
struct MultipartParser: Sendable {
    private enum State {
        case preamble(byteCount: Int)
        case delimiterLine(last: UInt8?)
        case head
        case body
        case epilogue(byteCount: Int)
        case failed(MultipartError)
    }

    private let limits: MultipartLimits
    private var state = State.preamble(byteCount: 0)
    private var delimiter: MultipartDelimiter
    private var head: [UInt8] = []
    private var partCount = 0

    init(boundary: MultipartBoundary, limits: MultipartLimits) {
        self.limits = limits
        delimiter = MultipartDelimiter(boundary: boundary)
    }

    /// Takes the next bytes of the body and returns what they complete.
    ///
    /// After an error the parser is spent: each further byte throws the same error.
    mutating func feed(_ bytes: ArraySlice<UInt8>) throws(MultipartError) -> [MultipartEvent] {
        var rest = bytes
        var events: [MultipartEvent] = []
        do throws(MultipartError) {
            while !rest.isEmpty {
                try step(through: &rest, adding: &events)
            }
        } catch {
            state = .failed(error)
            throw error
        }
        return events
    }

    /// Takes the next bytes from any other collection, for the price of one copy.
    mutating func feed(_ bytes: some Collection<UInt8>) throws(MultipartError) -> [MultipartEvent] {
        try feed(ArraySlice(bytes))
    }

    /// Checks, when the input has ended, that the closing delimiter was seen.
    mutating func finish() throws(MultipartError) {
        switch state {
        case .epilogue: return
        case .failed(let error): throw error
        case .preamble, .delimiterLine, .head, .body:
            state = .failed(.truncated)
            throw .truncated
        }
    }

    /// Consumes at least one byte of `input`.
    private mutating func step(
        through input: inout ArraySlice<UInt8>,
        adding events: inout [MultipartEvent]
    ) throws(MultipartError) {
        switch state {
        case .preamble(let byteCount):
            try skipPreamble(through: &input, skippedBefore: byteCount)
        case .delimiterLine(let last):
            try readDelimiterLine(through: &input, after: last, adding: &events)
        case .head:
            try readHead(through: &input, adding: &events)
        case .body:
            readBody(through: &input, adding: &events)
        case .epilogue(let byteCount):
            let total = byteCount + input.count
            guard total <= limits.epilogueBytes else {
                throw .epilogueTooLong(limitBytes: limits.epilogueBytes)
            }
            state = .epilogue(byteCount: total)
            input = []
        case .failed(let error):
            throw error
        }
    }

    private mutating func skipPreamble(
        through input: inout ArraySlice<UInt8>,
        skippedBefore: Int
    ) throws(MultipartError) {
        let stretch = delimiter.advance(through: &input)
        let skipped = skippedBefore + stretch.held.count + stretch.content.count
        guard skipped <= limits.preambleBytes else {
            throw .preambleTooLong(limitBytes: limits.preambleBytes)
        }
        state = stretch.endsAtDelimiter ? .delimiterLine(last: nil) : .preamble(byteCount: skipped)
    }

    private mutating func readDelimiterLine(
        through input: inout ArraySlice<UInt8>,
        after last: UInt8?,
        adding events: inout [MultipartEvent]
    ) throws(MultipartError) {
        guard let byte = input.popFirst() else { return }
        switch (last, byte) {
        case (hyphen, hyphen):
            events.append(.finished)
            state = .epilogue(byteCount: 0)
        case (carriageReturn, lineFeed):
            head.removeAll(keepingCapacity: true)
            state = .head
        case (nil, hyphen),
            (nil, space), (nil, tab), (nil, carriageReturn),
            (space, space), (space, tab), (space, carriageReturn),
            (tab, space), (tab, tab), (tab, carriageReturn):
            state = .delimiterLine(last: byte)
        default:
            throw .malformedDelimiter
        }
    }

    private mutating func readHead(
        through input: inout ArraySlice<UInt8>,
        adding events: inout [MultipartEvent]
    ) throws(MultipartError) {
        while let byte = input.popFirst() {
            head.append(byte)
            guard head.count <= limits.headBytes else {
                throw .headTooLong(limitBytes: limits.headBytes)
            }
            if byte == lineFeed, headIsComplete {
                guard partCount < limits.parts else { throw .tooManyParts(limit: limits.parts) }
                partCount += 1
                events.append(.partBegan(try MultipartPart(head: head)))
                delimiter.restart()
                state = .body
                return
            }
        }
    }

    /// Whether the header lines have ended: an empty line, alone or after a header.
    private var headIsComplete: Bool {
        let emptyLine = [carriageReturn, lineFeed]
        return head == emptyLine || head.suffix(4).elementsEqual(emptyLine + emptyLine)
    }

    private mutating func readBody(
        through input: inout ArraySlice<UInt8>,
        adding events: inout [MultipartEvent]
    ) {
        let stretch = delimiter.advance(through: &input)
        for bytes in [stretch.held, stretch.content] where !bytes.isEmpty {
            events.append(.bodyBytes(bytes))
        }
        if stretch.endsAtDelimiter {
            events.append(.partEnded)
            state = .delimiterLine(last: nil)
        }
    }
}

private let hyphen = UInt8(ascii: "-")
private let space = UInt8(ascii: " ")
private let tab = UInt8(ascii: "\t")
private let carriageReturn = UInt8(ascii: "\r")
private let lineFeed = UInt8(ascii: "\n")
