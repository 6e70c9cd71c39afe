import Testing

@testable import Events

/// What a writer was told of each commit, to be compared with the log afterwards.
final class CommitJournal {
    private enum Word { case yes, no, unknown }
    private var told: [(word: Word, commit: CommitLines)] = []
    /// What was in the log before.
    private let before: [UInt8]

    init(of log: any LogReader) throws { before = try log.everything() }

    var acknowledged: Int { told.count { $0.word == .yes } }
    var refused: Int { told.count { $0.word != .yes } }

    /// Appends a commit and notes what was said of it.
    func append(to log: any EventLog, with maker: inout CommitMaker) {
        var made: CommitLines?
        do {
            _ = try log.append(after: .zero, catchUp: { _ in }) { head in
                made = try? maker.commit(after: head, recordsMax: 3)
                return made
            }
            if let made { told.append((.yes, made)) }
        } catch {
            guard let made else { return }
            if case .outcomeUnknown = error { told.append((.unknown, made)) } else { told.append((.no, made)) }
        }
    }

    /// Everything acknowledged is in the log once and in order, nothing refused is, and there is nothing else.
    func check(_ log: any LogReader, _ comment: Testing.Comment) throws {
        var bytes = try log.everything()[...]
        #expect(bytes.starts(with: before), comment)
        bytes = bytes.dropFirst(before.count)
        for (word, commit) in told {
            let isNext = bytes.starts(with: commit.bytes)
            switch word {
            case .yes: #expect(isNext, comment)
            case .no: #expect(!isNext, comment)
            case .unknown: break
            }
            if isNext { bytes = bytes.dropFirst(commit.bytes.count) }
        }
        #expect(bytes.isEmpty, comment)
        var checker = CommitChecker(after: .empty)
        try log.forEachRecord(after: .zero, through: .end) { try checker.accept($0) }
        #expect(checker.openCommit == nil, comment)
    }
}
