import Events
import HTTPTypes
import Hummingbird
import NIOCore
import Projections

/// `epreuves/{epreuveId}/copie/{copieId}/recepisse`: the proof that a copie was handed in, for its pupil.
struct RecepisseController {
    /// In what form it is wanted: `?format=`.
    private enum Format: String, CaseIterable {
        case json
        /// Ready to be printed.
        case texte
        /// The proof's file.
        case preuve
    }

    /// A record is in a checkpoint about half a second after it is durable; so much later something is wrong.
    private static let waitMilliseconds = 3_000
    private static let pollMilliseconds = 50

    let backend: Backend
    let publications: LogPublications

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("epreuves/{epreuveId}/copie/{copieId}/recepisse", use: show)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let copie = try backend.state.copie(request, context)
        var query = QueryReader(request)
        let format: Format = query.choice("format") ?? .json
        try query.finish()
        let recepisse = try await recepisse(of: copie)
        switch format {
        case .json: return try .resource(RecepisseBody(recepisse), for: request)
        case .texte: return Self.file(recepisse.text, "recepisse.txt")
        case .preuve: return Self.file(recepisse.proof.text, Recepisse.proofFile)
        }
    }

    private func recepisse(of copie: HandedInCopie) async throws -> Recepisse {
        let (record, event) = try backend.library.event(at: copie.uploadedAt)
        guard case .copie(.uploaded(let upload)) = event, let given = backend.state.epreuves[copie.epreuve],
            let account = backend.state.accounts[copie.owner],
            let epreuve = try backend.library.generated(given)
        else { throw Problem.copieNotFound }
        let published = try await published(covering: record.position)
        return Recepisse(
            copie: copie, record: record, upload: upload, name: try backend.library.profile(of: account).displayName,
            epreuve: epreuve, proof: try published.inclusion(of: record, extra: Array(record.line)),
            checkpoint: published.checkpoint, key: publications.key)
    }

    /// The tree as it was published, once it has the record.
    private func published(covering position: LogPosition) async throws -> PublishedLog {
        var waited = 0
        while true {
            if let published = publications.current, published.checkpoint.position >= position { return published }
            guard waited < Self.waitMilliseconds else { throw Problem.unavailable(retryAfterSeconds: 1) }
            try await Task.sleep(for: .milliseconds(Self.pollMilliseconds))
            waited += Self.pollMilliseconds
        }
    }

    private static func file(_ text: String, _ name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .cacheControl: "private, no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
