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
            .get("enseignant/export", use: export)
            .post("enseignant/corrections/{copieId}/comment", use: comment)
            .get("enseignant/copies/{copieId}", use: copie)
    }

    @Sendable func rotateCode(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<Self.codeDraws {
            let code = ClassCode.random(using: &generator)
            let command = RotateClassCode(teacher: context.user.account, newClass: .random(), code: code)
            do {
                _ = try await backend.submit(
                    command, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
                return try .json(["classCode": code])
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

    @Sendable func export(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        try backend.limiter.take(.export, by: context.user.account.description)
        let receipt = try await backend.submit(
            NoteExport(teacher: context.user.account), as: context.user.actor,
            for: RequestTrace(request, id: context.requestID))
        let dashboard = try ClassDashboard(
            of: context.user.account, in: receipt.state, library: backend.library)
        Logger.current.security(.sensitiveDataRead, metadata: ["account": "\(context.user.account)"])
        let name = dashboard.classCode.map { "eaf-classe-\($0).csv" } ?? "eaf-classe.csv"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: .init(byteBuffer: ByteBuffer(string: ClassExport(dashboard.students).text)))
    }

    @Sendable func comment(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        var body = try await BodyReader(request)
        let text = body.string("comment", 1...1_000)
        try body.finish()
        guard let copie = context.parameters.get("copieId").flatMap({ CopieID($0) }) else {
            throw Problem(Rejection.outsideClass)
        }
        let command = CommentCorrection(
            copie: copie, teacher: context.user.account, comment: .random(), text: text)
        _ = try await backend.submit(
            command, as: context.user.actor, for: RequestTrace(request, id: context.requestID))
        return try .json(CommentedBody(ok: true, commentaireEnseignant: text))
    }

    /// A copie of the class, as its pupil reads it (D-08).
    @Sendable func copie(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.require(.enseignant)
        let state = backend.state
        guard let copie = context.parameters.get("copieId").flatMap({ CopieID($0) }).flatMap({ state.copies[$0] }),
            state.classes.teaches(context.user.account, copie.owner)
        else { throw Problem.copieNotFound }
        guard !copie.isErased else { throw Problem.pupilErased }
        return try .resource(try await CopieBody(copie, library: backend.library, texts: texts), for: request)
    }
}

/// The answer to a comment.
struct CommentedBody: Encodable {
    let ok: Bool
    let commentaireEnseignant: String
}
