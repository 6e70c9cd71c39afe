import Events
import HTTPTypes
import Hummingbird
import NIOCore

/// `log/…`: what anybody needs to check the log without trusting us, as C2SP tlog-tiles has it. Hashes only, of lines whose
/// personal values are sealed.
struct LogController {
    private static let textType = "text/plain; charset=utf-8"
    private static let tileType = "application/octet-stream"
    private static let tilePrefix = "/api/v1/log/tile/"
    /// The checkpoint changes about every second while the log grows.
    private static let mutable = "no-cache"
    /// A tile never changes; of a partial one there is a wider one later.
    private static let immutable = "public, max-age=31536000, immutable"
    /// When there is no checkpoint yet: the first one comes right after the start.
    private static let retryAfterSeconds = 1

    let publications: LogPublications

    func addRoutes(to group: RouterGroup<AppContext>) {
        group.get("log/checkpoint", use: checkpoint).get("log/key", use: key).get("log/tile/**", use: tile)
    }

    @Sendable func checkpoint(_ request: Request, context: AppContext) async throws -> Response {
        text(try published().signed.note.bytes, request)
    }

    /// The public key that checks checkpoints (vkey), in one line.
    @Sendable func key(_ request: Request, context: AppContext) async throws -> Response {
        text(Array((publications.key + "\n").utf8), request)
    }

    @Sendable func tile(_ request: Request, context: AppContext) async throws -> Response {
        // The path as it was sent: each tile has one spelling.
        let path = request.uri.path
        guard path.hasPrefix(Self.tilePrefix), let tile = TilePath(path.dropFirst(Self.tilePrefix.count)) else {
            throw Problem.tileNotFound
        }
        let published = try published()
        guard published.covers(tile) else { throw Problem.tileNotFound }
        let bytes = try published.bytes(of: tile)
        return Response(
            status: .ok, headers: [.contentType: Self.tileType, .cacheControl: Self.immutable],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func published() throws(Problem) -> PublishedLog {
        guard let published = publications.current else {
            throw .unavailable(retryAfterSeconds: Self.retryAfterSeconds)
        }
        return published
    }

    private func text(_ bytes: [UInt8], _ request: Request) -> Response {
        var response = EntityTags.answer(request, bytes: bytes, type: Self.textType)
        response.headers[.cacheControl] = Self.mutable
        return response
    }
}

extension Problem {
    static let tileNotFound = Problem(
        .notFound, "tuile-introuvable", "Cette tuile n'existe pas, ou le point de contrôle ne la couvre pas encore.")
}
