import Events
import Logging
import Projections
import Synchronization

/// Hands out everything that is kept of a person. An export reads the whole log, so few run at once.
final class PersonExporter: Sendable {
    static let atOnce = 2
    static let fileName = "eaf-donnees-personnelles.zip"

    private let backend: Backend
    private let texts: CopieContents
    private let running = Mutex(0)

    init(backend: Backend, texts: CopieContents) {
        self.backend = backend
        self.texts = texts
    }

    /// Notes the export in the log and begins it.
    ///
    /// - Throws: a `Problem` 404 when there is no such account, 503 when too many run; `WriterError`.
    func begin(
        _ person: PersonID, cause: RightsCause, as actor: Actor, for trace: RequestTrace
    ) async throws -> PersonExport {
        let place = try takePlace()
        let receipt = try await backend.submit(NotePersonExport(person: person, cause: cause), as: actor, for: trace)
        Logger.current.security(
            .sensitiveDataRead, metadata: ["account": "\(person)", "actor": "\(actor.description)"])
        var archive = PersonArchive(
            of: person, in: receipt.state, backend: backend, texts: texts, made: receipt.time)
        // What is refused is refused before the first byte goes out.
        var head: [UInt8] = []
        for _ in 0..<PersonArchive.headPieces { head += try await archive.next() ?? [] }
        return PersonExport(head: head, archive: archive, place: place)
    }

    private func takePlace() throws(Problem) -> Place {
        let isFree = running.withLock { running in
            guard running < Self.atOnce else { return false }
            running += 1
            return true
        }
        guard isFree else { throw .unavailable(retryAfterSeconds: 10) }
        return Place { [self] in running.withLock { $0 -= 1 } }
    }

    /// A place among those that run; given back when nobody holds it any more, also when a client goes away.
    final class Place: Sendable {
        private let giveBack: @Sendable () -> Void

        init(_ giveBack: @escaping @Sendable () -> Void) { self.giveBack = giveBack }

        deinit { giveBack() }
    }
}

/// An export on its way to whoever takes it.
struct PersonExport: Sendable {
    private var head: [UInt8]?
    private var archive: PersonArchive
    private let place: PersonExporter.Place

    init(head: [UInt8], archive: PersonArchive, place: PersonExporter.Place) {
        self.head = head
        self.archive = archive
        self.place = place
    }

    /// The next bytes of the archive; nil after its end.
    ///
    /// - Throws: as `PersonArchive.next()`.
    mutating func next() async throws -> [UInt8]? {
        if let head {
            self.head = nil
            return head
        }
        return try await archive.next()
    }
}
