import Events
import Hummingbird
import Projections

/// `student/profile`.
struct ProfileController {
    let backend: Backend

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("student/profile", use: show).put("student/profile", use: update)
    }

    @Sendable func show(_ request: Request, context: SignedInContext) async throws -> Response {
        try .resource(ProfileBody(context.user.account, in: backend, state: backend.state), for: request)
    }

    @Sendable func update(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.user.requireChanging()
        let asked = try ProfileRequest(try await BodyReader(request), recipient: backend.models?.recipient)
        let receipt = try await update(asked, of: context.user, for: RequestTrace(request, id: context.requestID))
        return try .json(ProfileBody(context.user.account, in: backend, state: receipt.state))
    }

    /// Changes what is said, and the class when a code is given.
    ///
    /// - Throws: a `Problem`, `WriterError`.
    func update(_ asked: ProfileRequest, of user: SignedIn, for trace: RequestTrace) async throws -> Receipt {
        // Only trying codes is limited, not sending a profile back as it was read.
        let classes = backend.state.classes
        let known = classes.ownedBy(user.account) ?? classes.attendedBy(user.account)
        if let code = asked.classCode, !code.isEmpty, code.uppercased() != known?.code {
            try await backend.limiter.takeEverywhere(.classCode, by: user.account.description)
        }
        let recipient = backend.models?.recipient ?? ""
        let command = UpdateProfile(
            account: user.account, fields: asked.fields, classCode: asked.classCode, clearsDate: asked.clearsDate,
            consent: asked.modelConsent.map { ($0, recipient) })
        return try await backend.submit(command, as: user.actor, for: trace)
    }
}
