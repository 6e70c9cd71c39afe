import DequeModule
import Events
import Foundation
import Logging
import Projections

/// Everything that is kept of a person, as a ZIP archive that is made while it is taken: at no time is more than one file of it
/// in memory (GDPR, articles 15 and 20).
///
/// It is taken piece by piece with `next()`. All of it shows one state: the one with the record that notes the export.
struct PersonArchive {
    /// Lines are gathered in files of this size.
    static let partBytes = 4 << 20
    /// The first pieces, which fail when the person cannot be exported at all.
    static let headPieces = 2

    private enum Step {
        case account, epreuves
        case copie(HandedInCopie)
        case file(HandedInCopie)
        case records(after: LogPosition, part: Int)
        case explanation
        case end
    }

    private let content: ArchiveContent
    private let records: PersonRecords
    private var zip: ZipWriter
    private var steps: Deque<Step>

    /// - Parameter made: when the export was asked for.
    init(of person: PersonID, in state: ReadModels, backend: Backend, texts: CopieContents, made: Timestamp) {
        content = ArchiveContent(person: person, state: state, backend: backend, texts: texts, made: made)
        let copies = state.copies.ownedBy(person)
        records = PersonRecords(log: backend.library.log, person: person, copies: copies.map(\.id))
        zip = ZipWriter(at: 0, modified: made)
        steps = [.explanation, .account, .epreuves]
        for copie in copies {
            steps.append(.copie(copie))
            steps.append(.file(copie))
        }
        steps.append(.records(after: .zero, part: 1))
        steps.append(.end)
    }

    /// The next bytes of the archive; nil after its end.
    ///
    /// - Throws: what reading the log or a blob throws; the archive is then without an end, which every reader notices.
    mutating func next() async throws -> [UInt8]? {
        guard let step = steps.popFirst() else { return nil }
        switch step {
        case .explanation: return zip.file("LISEZMOI.txt", Array(content.explanation.utf8))
        case .account: return zip.file("compte.json", try content.account())
        case .epreuves: return zip.file("epreuves.json", try content.epreuves())
        case .copie(let copie): return zip.file("copies/\(copie.id)/copie.json", try await content.copie(copie))
        case .file(let copie):
            let (name, bytes) = try await content.file(of: copie)
            return zip.file("copies/\(copie.id)/\(name)", bytes)
        case .records(let position, let part): return try await lines(after: position, part)
        case .end: return zip.finish()
        }
    }

    /// The records after a position, until a part is full or the log ends.
    private mutating func lines(after start: LogPosition, _ part: Int) async throws -> [UInt8] {
        var position = start
        var raw: [UInt8] = []
        var activity: [UInt8] = []
        var isAtEnd = false
        while raw.count < Self.partBytes, !isAtEnd {
            guard let chunk = try await records.next(after: position, through: content.state.position) else {
                isAtEnd = true
                continue
            }
            for record in chunk.records {
                raw += try content.line(of: record)
                activity += try content.activityLine(of: record)
            }
            position = chunk.end
        }
        if !isAtEnd { steps.prepend(.records(after: position, part: part + 1)) }
        return zip.file(Self.name("enregistrements", part), raw) + zip.file(Self.name("activite", part), activity)
    }

    private static func name(_ what: String, _ part: Int) -> String {
        let digits = String(part)
        return "\(what)-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits).ndjson"
    }
}
