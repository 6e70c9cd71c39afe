import Events
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Projections

/// `enseignant`: the class code, the dashboard, the export, comments, and reading the class's copies.
struct TeacherController {
    /// Attempts at drawing a code that no class has; one in a billion is taken.
    private static let codeDraws = 8

    let backend: Backend
    let texts: CopieContents

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.post("enseignant/class-code", use: rotateCode)
            .get("enseignant/dashboard", use: dashboard)
            .get("enseignant/eleves", use: pupils)
            .get("enseignant/copies", use: copies)
            .get("enseignant/export", use: export)
            .post("enseignant/corrections/{copieId}/comment", use: comment)
            .get("enseignant/copies/{copieId}", use: copie)
            .get("enseignant/copies/{copieId}/corrections", use: versions)
            .post("enseignant/copies/{copieId}/note", use: mark)
    }

    @Sendable func rotateCode(_ request: Request, context: SignedInContext) async throws -> Response {
        try .json([
            "classCode": try await rotateCode(of: context.user, for: RequestTrace(request, id: context.requestID))
        ])
    }

    /// Opens the teacher's class, or gives it another code; returns the code.
    ///
    /// - Throws: a `Problem`, `WriterError`.
    func rotateCode(of user: SignedIn, for trace: RequestTrace) async throws -> String {
        try user.require(.enseignant)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<Self.codeDraws {
            let code = ClassCode.random(using: &generator)
            let command = RotateClassCode(teacher: user.account, newClass: .random(), code: code)
            do {
                _ = try await backend.submit(command, as: user.actor, for: trace)
                return code
            } catch WriterError.rejected(.classCodeTaken) {
                continue
            }
        }
        throw Problem.unavailable(retryAfterSeconds: 1)
    }

    @Sendable func dashboard(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        let dashboard = try ClassDashboard(
            of: context.user.account, in: backend.state, library: backend.library)
        return try .resource(dashboard, for: request)
    }

    @Sendable func pupils(_ request: Request, context: SignedInContext) async throws -> Response {
        let roster = try roster(context)
        let page = try Page(of: roster.places, request, .pupils) { $0.position }
        let body = ClassPupilList(students: try page.items.compactMap(roster.student), next: page.next)
        return try .resource(body, for: request)
    }

    @Sendable func copies(_ request: Request, context: SignedInContext) async throws -> Response {
        let roster = try roster(context)
        let page = try Page(of: roster.copies, request, .copiesOfClass) { $0.uploadedAt }
        let body = ClassCopieList(copies: try page.items.map(roster.row), next: page.next)
        return try .resource(body, for: request)
    }

    /// The caller's class as it is now.
    private func roster(_ context: SignedInContext) throws -> ClassRoster {
        try context.user.require(.enseignant)
        let state = backend.state
        return ClassRoster(of: state.classes.ownedBy(context.user.account), in: state, library: backend.library)
    }

    @Sendable func export(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        try backend.limiter.take(.export, by: context.user.account.description)
        let receipt = try await backend.submit(
            NoteExport(teacher: context.user.account), as: context.user.actor,
            for: RequestTrace(request, id: context.requestID))
        let own = receipt.state.classes.ownedBy(context.user.account)
        let roster = ClassRoster(of: own, in: receipt.state, library: backend.library)
        let students = try roster.places.reversed().compactMap(roster.student)
        Logger.current.security(.sensitiveDataRead, metadata: ["account": "\(context.user.account)"])
        let name = own.map { "eaf-classe-\($0.code).csv" } ?? "eaf-classe.csv"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: .init(byteBuffer: ByteBuffer(string: ClassExport(students).text)))
    }

    @Sendable func comment(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        let text = try await comment(
            try await BodyReader(request), on: context.parameters.get("copieId"), by: context.user,
            for: RequestTrace(request, id: context.requestID))
        return try .json(CommentedBody(ok: true, commentaireEnseignant: text))
    }

    /// Adds a comment; returns its text.
    ///
    /// - Throws: a `Problem`, `WriterError`.
    func comment(
        _ body: consuming BodyReader, on copie: String?, by user: SignedIn, for trace: RequestTrace
    ) async throws -> String {
        try user.require(.enseignant)
        let text = body.string("comment", 1...1_000)
        try body.finish()
        guard let copie = copie.flatMap({ CopieID($0) }) else { throw Problem(Rejection.outsideClass) }
        let command = CommentCorrection(copie: copie, teacher: user.account, comment: .random(), text: text)
        _ = try await backend.submit(command, as: user.actor, for: trace)
        return text
    }

    /// A copie of the class, as its pupil reads it (D-08).
    @Sendable func copie(_ request: Request, context: SignedInContext) async throws -> Response {
        let copie = try backend.state.copieOfClass(context)
        let body = try await CopieBody(copie, by: backend.authors, texts: texts, pause: backend.pause)
        return try .resource(body, for: request)
    }

    @Sendable func versions(_ request: Request, context: SignedInContext) async throws -> Response {
        try .resource(
            try CorrectionVersions(try backend.state.copieOfClass(context), by: backend.authors), for: request)
    }

    /// The teacher's own mark, which counts from then on.
    @Sendable func mark(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        try backend.limiter.take(.mark, by: context.user.account.description)
        return try .json(
            try await mark(
                try await BodyReader(request), context.parameters.get("copieId"), by: context.user,
                for: RequestTrace(request, id: context.requestID)))
    }

    /// Sets the teacher's mark. The caller has counted it against the limit.
    ///
    /// - Throws: a `Problem`, `WriterError`.
    func mark(
        _ body: consuming BodyReader, _ copie: String?, by user: SignedIn, for trace: RequestTrace
    ) async throws -> MarkedBody {
        try user.require(.enseignant)
        let note = body.halfPoints("note")
        let reason = body.string("motif", 1...1_000)
        try body.finish()
        guard let copie = copie.flatMap({ CopieID($0) }) else { throw Problem(Rejection.outsideClass) }
        let command = MarkCopie(copie: copie, teacher: user.account, note: note, reason: reason)
        _ = try await backend.submit(command, as: user.actor, for: trace)
        return MarkedBody(ok: true, note: note, motif: reason)
    }
}

/// The answer to a comment.
struct CommentedBody: Encodable {
    let ok: Bool
    let commentaireEnseignant: String
}

/// The answer to a mark.
struct MarkedBody: Encodable {
    let ok: Bool
    let note: Double
    let motif: String
}

extension BodyReader {
    /// A mark out of 20 in half points; 0, with an issue noted, when it is absent or none.
    mutating func halfPoints(_ name: String) -> Double {
        guard let value = self[name] else {
            refuse(name, "required", "Champ obligatoire.")
            return 0
        }
        guard case .number(let note) = value, (0...MarkingScheme.total).contains(note),
            (note * 2).rounded() == note * 2
        else {
            refuse(name, "invalid", "Une note de 0 à 20, au demi-point, est attendue.")
            return 0
        }
        return note
    }
}
