import Events
import HTTPTypes
import Hummingbird
import Logging
import Projections

/// `epreuves/copies/{copieId}/report`: the correction on paper, for the pupil and the teacher of the pupil's class (D-08).
struct ReportController {
    static let mediaType = "application/pdf"

    let backend: Backend
    let press: ReportPress

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("epreuves/copies/{copieId}/report", use: show)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let user = context.user
        let state = backend.state
        let copie = try Self.copie(context, in: state)
        try backend.limiter.take(.report, by: user.account.description)
        let report = try ReportEditor(state: state, library: backend.library).report(of: copie)
        let bytes = try await press.print(report)
        if copie.owner != user.account {
            Logger.current.security(
                .sensitiveDataRead, metadata: ["account": "\(copie.owner)", "actor": "\(user.account)"])
        }
        var response = EntityTags.answer(request, bytes: bytes, type: Self.mediaType)
        response.headers[.contentDisposition] = "attachment; filename=\"rapport-correction-\(copie.id).pdf\""
        return response
    }

    /// The copie that the path names; nobody else learns whether it exists.
    private static func copie(_ context: SignedInContext, in state: ReadModels) throws(Problem) -> HandedInCopie {
        let user = context.user
        let isTeacher = user.role == .enseignant || user.role == .admin
        guard let copie = context.parameters.get("copieId").flatMap({ CopieID($0) }).flatMap({ state.copies[$0] }),
            copie.owner == user.account || isTeacher && state.classes.teaches(user.account, copie.owner)
        else { throw .reportUnavailable }
        guard !copie.isErased else { throw .pupilErased }
        return copie
    }
}

extension Problem {
    /// Text of the predecessor: no such copie, another's, or without a mark.
    static let reportUnavailable = Problem(.notFound, "rapport-indisponible", "Rapport indisponible.")
}
