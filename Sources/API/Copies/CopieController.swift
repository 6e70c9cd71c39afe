import Events
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import Projections

/// `epreuves/{epreuveId}/copie` and `copies`: handing in, following and reading one's copies, asking for a correction again.
struct CopieController {
    let backend: Backend
    let uploader: CopieUploader
    let texts: CopieContents
    private let bytesCounter = Counter(label: MetricName.uploadedBytes.rawValue)
    private let sizes = Recorder(label: MetricName.uploadSize.rawValue)

    init(backend: Backend, uploader: CopieUploader, texts: CopieContents) {
        self.backend = backend
        self.uploader = uploader
        self.texts = texts
    }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.post("epreuves/{epreuveId}/copie", use: handIn)
            .get("epreuves/{epreuveId}/copie/{copieId}", use: show)
            .post("epreuves/{epreuveId}/copie/{copieId}/correction", use: correctAgain)
            .get("epreuves/{epreuveId}/copie/{copieId}/corrections", use: versions)
            .get("epreuves/{epreuveId}/copies", use: listOfEpreuve)
            .get("copies", use: list)
    }

    @Sendable func handIn(_ request: Request, context: SignedInContext) async throws -> Response {
        let user = context.user
        try user.require(.eleve)
        let keyText = try request.idempotencyKeyText()
        let epreuveText = context.parameters.get("epreuveId") ?? ""
        func key(_ sha256: String) -> IdempotencyKey? {
            keyText.map {
                IdempotencyKey(
                    actor: user.account.description, route: "copie/\(epreuveText)", key: $0, body: sha256.utf8)
            }
        }
        // A repeat takes no token; what it repeats is only known once the file is here.
        if !(key("").map({ backend.state.idempotency.isKnown($0) }) ?? false) {
            try backend.limiter.take(.upload, by: user.account.description)
        }
        let epreuve = try backend.state.epreuve(request, context)
        let received = try await receive(request, user.account)
        let upload = CopieUploaded(
            epreuve: epreuve.id, owner: user.account, sha256: received.blob.sha256,
            blob: received.blob.address.text, bytes: received.blob.byteCount, declaredType: received.declaredType,
            fileType: received.type.mimeType, pages: received.pages)
        let receipt: Receipt
        do throws(WriterError) {
            receipt = try await backend.submit(
                HandInCopie(id: .random(), owner: user.account, upload: upload), as: user.actor,
                for: RequestTrace(request, id: context.requestID), key: key(received.blob.sha256))
        } catch {
            if !error.leavesOutcomeOpen { try? await uploader.blobs.remove(received.blob.address) }
            throw error
        }
        if receipt.isRepeat { try? await uploader.blobs.remove(received.blob.address) }
        return try accepted(receipt, user.account)
    }

    private func receive(_ request: Request, _ owner: PersonID) async throws -> CopieUploader.Received {
        do {
            let received = try await uploader.receive(request, owner: owner)
            bytesCounter.increment(by: received.blob.byteCount)
            sizes.record(received.blob.byteCount)
            Logger.current.security(.uploadStored, metadata: ["account": "\(owner)"])
            return received
        } catch let problem as Problem {
            Logger.current.security(
                .uploadRefused, metadata: ["account": "\(owner)", "reason": "\(problem.code)"])
            throw problem
        }
    }

    /// The answer to a copie handed in; on a repeat, the same as the first time.
    private func accepted(_ receipt: Receipt, _ owner: PersonID) throws -> Response {
        let record = try backend.library.event(at: receipt.first).record
        guard case .copie(let id)? = record.entity else { throw Problem.internalError }
        let earned = receipt.state.badges.badges(of: owner, earnedIn: record.position...record.position.next)
        let body = HandedInBody(copieId: id, status: .pending, newBadges: earned.map(\.label))
        return try .json(body, status: .accepted)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let copie = try backend.state.copie(request, context)
        let body = try await CopieBody(copie, by: backend.authors, texts: texts, pause: backend.pause)
        return try .resource(body, for: request)
    }

    @Sendable func versions(_ request: Request, context: SignedInContext) async throws -> Response {
        let copie = try backend.state.copie(request, context)
        return try .resource(try CorrectionVersions(copie, by: backend.authors), for: request)
    }

    @Sendable func correctAgain(_ request: Request, context: SignedInContext) async throws -> Response {
        guard let epreuve = context.parameters.get("epreuveId").flatMap({ EpreuveID($0) }),
            let copie = context.parameters.get("copieId").flatMap({ CopieID($0) })
        else { throw Problem.copieNotFound }
        try backend.limiter.take(.correction, by: context.user.account.description)
        let command = RequestCorrection(copie: copie, epreuve: epreuve, asker: context.user.account)
        _ = try await backend.submit(
            command, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        return try .json(HandedInBody(copieId: copie, status: .pending, newBadges: []), status: .accepted)
    }

    @Sendable func list(_ request: Request, context: SignedInContext) async throws -> Response {
        try page(backend.state.copies.ownedBy(context.user.account), request)
    }

    @Sendable func listOfEpreuve(_ request: Request, context: SignedInContext) async throws -> Response {
        let state = backend.state
        let epreuve = try state.epreuve(request, context)
        return try page(state.copies.ownedBy(context.user.account).filter { $0.epreuve == epreuve.id }, request)
    }

    private func page(_ copies: [HandedInCopie], _ request: Request) throws -> Response {
        let page = try Page(of: copies, request, .copies) { $0.uploadedAt }
        return try .resource(CopieList(copies: page.items.map(CopieSummary.init), next: page.next), for: request)
    }
}

extension ReadModels {
    /// The caller's copie that the path names; nobody learns whether another's exists.
    ///
    /// - Throws: a `Problem` 404.
    func copie(_ request: Request, _ context: SignedInContext) throws(Problem) -> HandedInCopie {
        guard let epreuve = context.parameters.get("epreuveId").flatMap({ EpreuveID($0) }),
            let id = context.parameters.get("copieId").flatMap({ CopieID($0) }), let copie = copies[id],
            copie.epreuve == epreuve, copie.owner == context.user.account
        else { throw .copieNotFound }
        return copie
    }
}
