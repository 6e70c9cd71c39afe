import Events
import HTTPTypes
import Hummingbird
import Projections

/// Lets a client see on any node what it wrote on another: a change is answered with the position that the log had reached
/// (cookie `eaf_position`), and a node that is not there yet waits for it, within a bound, before it answers.
///
/// After the bound it answers with what it has: a log that was restored to the past never gets to some positions.
struct ReadYourWrites: RouterMiddleware {
    typealias Context = AppContext

    static let cookie = "eaf_position"
    /// What a node waits at most; usually it is some milliseconds.
    static let secondsMax = 2.0
    /// How long a client sends it: other nodes are at most so far behind, or do not answer at all.
    static let ageSeconds = 60
    /// Who waits holds a connection: a made-up position must not take them all.
    private static let waiting = Places(count: 256)

    let backend: Backend

    @concurrent
    func handle(
        _ request: Request, context: AppContext, next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        if let position = request.cookie(Self.cookie).flatMap({ UInt64($0) }).map({ LogPosition($0) }),
            position > backend.state.position, let place = Self.waiting.take()
        {
            backend.writer.follow()
            await backend.store.reach(position, within: .seconds(Self.secondsMax))
            withExtendedLifetime(place) {}
        }
        var response = try await next(request, context)
        if request.method != .get, request.method != .head {
            response.setCookies([
                backend.cookies.position(backend.state.position, seconds: Self.ageSeconds)
            ])
        }
        return response
    }
}
