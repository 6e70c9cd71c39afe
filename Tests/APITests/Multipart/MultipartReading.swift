@testable import API

/// What a parser made of a whole body: comparable however the body was cut.
struct MultipartReading: Equatable {
    struct Part: Equatable {
        let header: MultipartPart
        var body: [UInt8] = []
        var isEnded = false

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private(set) var parts: [Part] = []
    private(set) var isFinished = false
    /// Whether an event came where `MultipartEvent` does not allow it.
    private(set) var isOutOfOrder = false
    private(set) var error: MultipartError?

    init(_ text: String, boundary: String, limits: MultipartLimits = .form) throws {
        self.init(chunks: [Array(text.utf8)[...]], boundary: try MultipartBoundary(boundary), limits: limits)
    }

    init(chunks: [ArraySlice<UInt8>], boundary: MultipartBoundary, limits: MultipartLimits) {
        var parser = MultipartParser(boundary: boundary, limits: limits)
        do throws(MultipartError) {
            for chunk in chunks {
                for event in try parser.feed(chunk) { add(event) }
            }
            try parser.finish()
        } catch {
            self.error = error
            // How many events precede an error depends on the chunks; the error does not.
            parts = []
            isFinished = false
        }
    }

    private mutating func add(_ event: MultipartEvent) {
        let isOpen = parts.last.map { !$0.isEnded } ?? false
        switch event {
        case .partBegan(let header):
            if isOpen || isFinished { isOutOfOrder = true }
            parts.append(Part(header: header))
        case .bodyBytes(let bytes):
            guard isOpen, !bytes.isEmpty else { return isOutOfOrder = true }
            parts[parts.count - 1].body += bytes
        case .partEnded:
            guard isOpen else { return isOutOfOrder = true }
            parts[parts.count - 1].isEnded = true
        case .finished:
            if isOpen || isFinished { isOutOfOrder = true }
            isFinished = true
        }
    }
}
