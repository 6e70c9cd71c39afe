import Events
import Hummingbird
import Logging
import Projections

/// `epreuves`: subjects, asked for, listed and read.
struct EpreuveController {
    let backend: Backend
    let bank: SubjectBank

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.post("epreuves/generate", use: generate)
            .get("epreuves", use: list)
            .get("epreuves/{epreuveId}", use: show)
    }

    @Sendable func generate(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.eleve, .enseignant)
        let bytes = try await BodyReader.collect(request)
        let asked = try GenerateRequest(try BodyReader(json: bytes))
        let key = try request.idempotencyKey(by: context.user.account, route: "epreuves/generate", body: bytes)
        let receipt = try await give(asked, to: context.user, key: key, RequestTrace(request, id: context.requestID))
        return try .json(body(at: receipt.first, in: receipt.state))
    }

    /// Gives a subject; its record is the receipt's first.
    ///
    /// - Throws: a `Problem` 429, `WriterError`.
    func give(
        _ asked: GenerateRequest, to user: SignedIn, key: IdempotencyKey?, _ trace: RequestTrace
    ) async throws -> Receipt {
        // A double click waits for the first click's subject.
        try await backend.subjectTurns.alone(key) {
            // A repeat takes no token: it costs nothing.
            let isNew = key.map({ backend.state.idempotency.use(of: $0) }) ?? .new == .new
            if isNew { try backend.limiter.take(.generate, by: user.account.description) }
            let command = try await command(for: asked, owner: user.account, asksModel: isNew)
            return try await record(command, for: user, key: key, trace)
        }
    }

    /// Has the subject recorded. What a model was asked for it is recorded also when the subject is not: another node was faster with the
    /// same request, or the log refuses it. It was paid for.
    ///
    /// - Throws: `WriterError`.
    func record(
        _ command: GiveEpreuve, for user: SignedIn, key: IdempotencyKey?, _ trace: RequestTrace
    ) async throws(WriterError) -> Receipt {
        do throws(WriterError) {
            let receipt = try await backend.submit(command, as: user.actor, for: trace, key: key)
            if receipt.isRepeat { await note(command.calls, trace) }
            return receipt
        } catch {
            // Else the calls may be recorded with the subject.
            if !error.leavesOutcomeOpen { await note(command.calls, trace) }
            throw error
        }
    }

    private func note(_ calls: [NotedCall], _ trace: RequestTrace) async {
        guard !calls.isEmpty else { return }
        do throws(WriterError) {
            _ = try await backend.submit(NoteModelCalls(calls: calls), as: .system("epreuves"), for: trace)
        } catch {
            Logger.current.error("calls of a model not recorded", metadata: error.logMetadata)
        }
    }

    /// A subject that a model wrote, if there is one to ask and it writes one; else one of the bank.
    private func command(
        for asked: GenerateRequest, owner: PersonID, asksModel: Bool
    ) async throws -> GiveEpreuve {
        let given = backend.state.epreuves.ownedBy(owner).compactMap(\.bankID)
        guard let choice = bank.choose(asked.type, oeuvre: asked.oeuvre, theme: asked.theme, given: given) else {
            throw Problem.internalError
        }
        let subject = choice.subject
        var calls: [NotedCall] = []
        if asksModel, let desk = backend.models, backend.pause == nil {
            // The wish is the pupil's own words: without consent no third party reads it, and the bank alone has answered it.
            let sendsWish = desk.mayRead(textsOf: owner, in: backend.state)
            let answer = await SubjectWriter(desk: desk, sleeper: .real).subject(
                like: subject, oeuvre: sendsWish ? asked.oeuvre : nil, theme: sendsWish ? asked.theme : nil)
            calls = answer.calls
            if let written = answer.written {
                let matches = sendsWish ? written.matchesWish : choice.matchesWish
                let event = event(asked, subject, written, matchesWish: matches, owner: owner)
                return GiveEpreuve(id: .random(), owner: owner, event: event, calls: calls)
            }
        }
        let content = EpreuveContent(
            sujet: subject.sujet, texte: subject.texte, consignes: subject.consignes, source: subject.source,
            motsCles: subject.motsCles, oeuvre: asked.oeuvre, theme: asked.theme)
        let event = EpreuveGenerated(
            owner: owner, type: asked.type, origin: .bank, bankID: subject.id, matchesWish: choice.matchesWish,
            bareme: .official(for: asked.type), content: .clear(content))
        return GiveEpreuve(id: .random(), owner: owner, event: event, calls: calls)
    }

    private func event(
        _ asked: GenerateRequest, _ subject: BankSubject, _ written: WrittenSubject, matchesWish: Bool,
        owner: PersonID
    ) -> EpreuveGenerated {
        let content = EpreuveContent(
            sujet: written.sujet, texte: subject.texte, consignes: subject.consignes,
            source: "\(subject.source) Question formulée par un modèle de langue (\(written.model)).",
            motsCles: written.motsCles, oeuvre: asked.oeuvre, theme: asked.theme)
        return EpreuveGenerated(
            owner: owner, type: asked.type, origin: .model, bankID: subject.id, matchesWish: matchesWish,
            bareme: .official(for: asked.type), content: .clear(content))
    }

    /// The épreuve that the record at `position` gave: on a repeat, the first request's.
    func body(at position: LogPosition, in state: ReadModels) throws -> EpreuveBody {
        let (record, event) = try backend.library.event(at: position)
        guard case .epreuve(.generated(let data)) = event, case .epreuve(let id)? = record.entity,
            let epreuve = state.epreuves[id]
        else { throw Problem.internalError }
        return EpreuveBody(epreuve, data)
    }

    @Sendable func list(_ request: Request, context: SignedInContext) async throws -> Response {
        let page = try Page(of: backend.state.epreuves.ownedBy(context.user.account), request, .epreuves) {
            $0.position
        }
        let bodies = try page.items.compactMap { epreuve in
            try backend.library.generated(epreuve).map { EpreuveBody(epreuve, $0) }
        }
        return try .resource(EpreuveList(epreuves: bodies, next: page.next), for: request)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let epreuve = try backend.state.epreuve(request, context)
        guard let data = try backend.library.generated(epreuve) else { throw Problem.epreuveNotFound }
        return try .resource(EpreuveBody(epreuve, data), for: request)
    }
}

/// The answer of `GET epreuves`, newest first.
struct EpreuveList: Encodable {
    let epreuves: [EpreuveBody]
    /// The value of `before` for the next page; nil on the last.
    let next: Cursor?
}

/// The members of `POST epreuves/generate`, checked.
struct GenerateRequest {
    let type: EpreuveType
    let oeuvre: String?
    let theme: String?

    init(_ body: consuming BodyReader) throws(Problem) {
        if !body.has("type") { body.refuse("type", "required", "Champ obligatoire.") }
        type = body.optionalChoice("type", among: EpreuveType.allCases) ?? .commentaire
        oeuvre = body.optionalString("oeuvre", 1...200)
        theme = body.optionalString("theme", 1...200)
        try body.finish()
    }
}

extension ReadModels {
    /// The caller's épreuve that the path names.
    ///
    /// - Throws: a `Problem` 404 when there is none, or it is another's.
    func epreuve(_ request: Request, _ context: SignedInContext) throws(Problem) -> GivenEpreuve {
        try epreuve(context.parameters.get("epreuveId") ?? "", of: context.user.account)
    }

    /// The person's épreuve with this id.
    ///
    /// - Throws: a `Problem` 404 when there is none, or it is another's.
    func epreuve(_ text: String, of owner: PersonID) throws(Problem) -> GivenEpreuve {
        guard let id = EpreuveID(text), let epreuve = epreuves[id], epreuve.owner == owner else {
            throw .epreuveNotFound
        }
        return epreuve
    }
}
