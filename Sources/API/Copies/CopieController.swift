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
        var delivery = CopieDelivery(
            epreuve: context.parameters.get("epreuveId") ?? "", user: user, key: try request.idempotencyKeyText(),
            trace: RequestTrace(request, id: context.requestID))
        try admit(delivery)
        let received = try await receive(request, user.account) { delivery.take($0) }
        return try accepted(try await record(received, delivery), user.account)
    }

    /// Whether the pupil may hand in now: the épreuve is his, and it is not too often.
    ///
    /// - Throws: a `Problem` 404 or 429.
    func admit(_ delivery: CopieDelivery) throws {
        // A repeat takes no token; what it repeats is only known once the file is here.
        if !(delivery.idempotencyKey(sha256: "").map({ backend.state.idempotency.isKnown($0) }) ?? false) {
            try backend.limiter.take(.upload, by: delivery.user.account.description)
        }
        _ = try backend.state.epreuve(delivery.epreuve, of: delivery.user.account)
    }

    /// Records a copie whose file is stored, and asks for its correction.
    ///
    /// - Throws: a `Problem`, `WriterError`; the file is removed then, unless the copie may have been recorded.
    func record(_ received: CopieUploader.Received, _ delivery: CopieDelivery) async throws -> Receipt {
        let user = delivery.user
        let receipt: Receipt
        do {
            let epreuve = try backend.state.epreuve(delivery.epreuve, of: user.account)
            let upload = CopieUploaded(
                epreuve: epreuve.id, owner: user.account, sha256: received.blob.sha256,
                blob: received.blob.address.text, bytes: received.blob.byteCount, declaredType: received.declaredType,
                fileType: received.type.mimeType, pages: received.pages)
            if delivery.givesConsent, let recipient = backend.models?.recipient {
                // Before the copie, so that no worker takes it without.
                _ = try await backend.submit(
                    ChangeConsent(account: user.account, recipient: recipient, isGiven: true), as: user.actor,
                    for: delivery.trace)
            }
            receipt = try await backend.submit(
                HandInCopie(id: .random(), owner: user.account, upload: upload), as: user.actor,
                for: delivery.trace, key: delivery.idempotencyKey(sha256: received.blob.sha256))
        } catch let error as WriterError where error.leavesOutcomeOpen {
            throw error
        } catch {
            try? await uploader.blobs.remove(received.blob.address)
            throw error
        }
        if receipt.isRepeat { try? await uploader.blobs.remove(received.blob.address) }
        return receipt
    }

    /// Takes the file of a form into the store.
    ///
    /// - Throws: a `Problem`.
    func receive(
        _ request: Request, _ owner: PersonID, admit: ([String: String]) throws -> Void = { _ in }
    ) async throws -> CopieUploader.Received {
        do {
            let received = try await uploader.receive(request, owner: owner, admit: admit)
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
        let id = try copie(handedInAt: receipt.first)
        let earned = receipt.state.badges.badges(of: owner, earnedIn: receipt.first...receipt.first.next)
        let body = HandedInBody(copieId: id, status: .pending, newBadges: earned.map(\.label))
        return try .json(body, status: .accepted)
    }

    /// The copie whose upload is recorded at `position`.
    func copie(handedInAt position: LogPosition) throws -> CopieID {
        guard case .copie(let id)? = try backend.library.event(at: position).record.entity else {
            throw Problem.internalError
        }
        return id
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
        try await correctAgain(
            copie, of: epreuve, asker: context.user, for: RequestTrace(request, id: context.requestID))
        return try .json(HandedInBody(copieId: copie, status: .pending, newBadges: []), status: .accepted)
    }

    /// Asks for a correction again, as the pupil or as the teacher of the class.
    ///
    /// - Throws: a `Problem` 429, `WriterError`.
    func correctAgain(
        _ copie: CopieID, of epreuve: EpreuveID, asker: SignedIn, for trace: RequestTrace
    ) async throws {
        try backend.limiter.take(.correction, by: asker.account.description)
        let command = RequestCorrection(copie: copie, epreuve: epreuve, asker: asker.account)
        _ = try await backend.submit(command, as: asker.actor, for: trace)
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
