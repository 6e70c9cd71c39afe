/// Why a copie could not be read.
struct ReadingFailure: Error, Sendable, Hashable {
    /// The reason as data; raw values are stored in the log and never change.
    enum Code: String, Sendable, Hashable, CaseIterable {
        case encrypted
        case tooManyPages = "too-many-pages"
        case tooManyPixels = "too-many-pixels"
        case tooMuchText = "too-much-text"
        case unreadable
        case emptyText = "empty-text"
        case timedOut = "timed-out"
        case memory
        case toolMissing = "tool-missing"
        case unavailable
        case cancelled
    }

    let code: Code
    /// What happened and what to do, in French, for pupils and teachers.
    ///
    /// Never holds a path or a tool's own words.
    let message: String

    /// Whether the same file may be read by a later attempt: the server was at fault, not the file.
    var retryable: Bool {
        switch code {
        case .timedOut, .toolMissing, .unavailable, .cancelled: true
        case .encrypted, .tooManyPages, .tooManyPixels, .tooMuchText, .unreadable, .emptyText, .memory: false
        }
    }
}
