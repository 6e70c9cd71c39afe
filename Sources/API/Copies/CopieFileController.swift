import Events
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Projections

/// `…/fichier`: a copie's file as it was handed in, for its pupil and the teacher of the pupil's class (D-08).
struct CopieFileController {
    /// Each is in memory until it is sent.
    static let atOnce = 8

    let backend: Backend
    let texts: CopieContents
    private let places = Places(count: atOnce)

    init(backend: Backend, texts: CopieContents) {
        self.backend = backend
        self.texts = texts
    }

    func addRoutes(to group: RouterGroup<SignedInContext>) {
        group.get("epreuves/{epreuveId}/copie/{copieId}/fichier", use: own)
            .get("enseignant/copies/{copieId}/fichier", use: ofClass)
    }

    @Sendable func own(_ request: Request, context: SignedInContext) async throws -> Response {
        try await file(of: try backend.state.copie(request, context))
    }

    @Sendable func ofClass(_ request: Request, context: SignedInContext) async throws -> Response {
        let copie = try backend.state.copieOfClass(context)
        Logger.current.security(
            .sensitiveDataRead, metadata: ["account": "\(copie.owner)", "actor": "\(context.user.account)"])
        return try await file(of: copie)
    }

    private func file(of copie: HandedInCopie) async throws -> Response {
        guard let place = places.take() else { throw Problem.unavailable(retryAfterSeconds: 2) }
        guard case .copie(.uploaded(let upload)) = try backend.library.event(at: copie.uploadedAt).event else {
            throw Problem.internalError
        }
        // An imported copie whose file was lost has a short text in its place.
        let type = CopieFileType.accepting(upload.fileType)
        let bytes = try await bytes(of: copie, upload.bytes)
        return Response(
            status: .ok,
            headers: [
                .contentType: type?.mimeType ?? "text/plain; charset=utf-8", .cacheControl: "private, no-store",
                .contentDisposition: "attachment; filename=\"copie-\(copie.id).\(type?.fileExtension ?? "txt")\"",
            ],
            body: ResponseBody(contentLength: bytes.count) { writer in
                try await writer.write(ByteBuffer(bytes: bytes))
                try await writer.finish(nil)
                withExtendedLifetime(place) {}
            })
    }

    private func bytes(of copie: HandedInCopie, _ bytesMax: Int) async throws(Problem) -> [UInt8] {
        do throws(BlobError) {
            guard let address = BlobAddress(copie.blob) else { throw .notFound }
            return try await texts.blobs.bytes(of: address, owner: copie.owner, bytesMax: bytesMax)
        } catch {
            // The pupil was erased while somebody asked.
            if error == .noKey { throw .pupilErased }
            Logger.current.error("cannot give out the file of a copie", metadata: error.logMetadata)
            if case .io = error { throw .unavailable(retryAfterSeconds: 5) }
            throw .internalError
        }
    }
}
