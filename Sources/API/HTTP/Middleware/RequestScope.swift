import Events
import HTTPTypes
import Hummingbird
import Logging
import Metrics
import NIOCore
import NIOHTTP1

/// The outermost layer: names the request, turns every error into a problem, adds security headers, counts and logs.
struct RequestScope: RouterMiddleware {
    typealias Context = AppContext

    let headers: SecurityHeaders
    let routes: RouteTable
    /// Where requests that read and write may block; nil for the usual threads, on which nothing does.
    var threads: RequestThreads?
    /// How errors look to people who browse; nil where only programs ask.
    var pages: PageErrors?
    let metrics = HTTPMetrics()

    @concurrent
    func handle(
        _ request: Request, context: AppContext, next: @concurrent (Request, AppContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = RequestName.of(request)
        let started = ContinuousClock.now
        var response: Response
        do {
            response = try await withTaskExecutorPreference(threads(for: request)) {
                try await next(request, context)
            }
        } catch {
            let problem = problem(for: error, request, context)
            response =
                pages?.answer(to: problem, request, requestID: context.requestID)
                ?? problem.response(requestID: context.requestID)
            if PageErrors.isOfAPI(request) { response.headers[.vary] = PageErrors.vary }
        }
        headers.add(to: &response)
        response.headers[.requestID] = context.requestID
        finish(request, context, response, ContinuousClock.now - started)
        return response
    }

    /// Health is answered whatever the others wait for.
    private func threads(for request: Request) -> RequestThreads? {
        request.uri.path.hasPrefix("/api/v1/health") ? nil : threads
    }

    private func problem(for error: any Error, _ request: Request, _ context: AppContext) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as WriterError: return Problem(error)
        case let error as any HTTPResponseError where error.status == .notFound:
            let methods = routes.methods(forPath: request.uri.path)
            return methods.isEmpty ? .noRoute : .methodNotAllowed(allow: methods.joined(separator: ", "))
        case let error as any HTTPResponseError where error.status == .contentTooLarge:
            return .bodyTooLarge(limitBytes: BodyReader.bytesMax)
        case let error as any HTTPResponseError where error.status.kind == .clientError:
            return Problem(error.status, "requete-invalide", "Requête invalide.")
        case EventLogError.io, EventLogError.dead, EventLogError.database, EventLogError.outcomeUnknown,
            EventLogError.rolledBack, EventLogError.diverged, VaultError.database, CopieContentsError.log(.database),
            BlobError.io, BlobError.diskFull, BlobError.unavailable, VaultError.io,
            CopieContentsError.log(.io), CopieContentsError.blob(.io), CopieContentsError.blob(.unavailable):
            return .unavailable(retryAfterSeconds: 5)
        // Malformed chunks, or a client that went away in the middle of its body.
        case is HTTPParserError, is ChannelError, is IOError:
            return Problem(.badRequest, "requete-interrompue", "La requête est malformée ou s'est interrompue.")
        default:
            // The client learns nothing of the inside; the log line has the kind of error, never its values.
            Logger.current.error(
                "request failed",
                metadata: [
                    "request.id": "\(context.requestID)", "error.type": "\(String(reflecting: type(of: error)))",
                ])
            return .internalError
        }
    }

    private func finish(_ request: Request, _ context: AppContext, _ response: Response, _ took: Duration) {
        let route = response.status == .notFound ? "none" : context.endpointPath ?? "none"
        metrics.record(method: request.method, route: route, status: response.status, took)
        let isQuiet = response.status.code < 400 && RouteTable.quiet.contains(route)
        Logger.current.log(
            level: isQuiet ? .debug : .info, "request",
            metadata: [
                "request.id": "\(context.requestID)", "http.method": "\(request.method.rawValue)",
                "http.route": "\(route)", "http.status": "\(response.status.code)",
                "duration_ms": .stringConvertible(took.milliseconds),
            ])
    }
}

extension Duration {
    /// Whole milliseconds and thousandths.
    var milliseconds: Double {
        Double(components.seconds) * 1_000 + (Double(components.attoseconds) / 1e12).rounded() / 1_000
    }
}
