import Hummingbird
import Logging

/// What travels with a request of somebody who is logged in; making it from another request's context fails.
struct SignedInContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String
    let requestID: String
    let user: SignedIn

    init(context: AppContext) throws {
        guard let session = context.session else { throw Problem.unauthenticated }
        coreContext = context.coreContext
        peer = context.peer
        requestID = context.requestID
        user = session
    }
}
