import Events
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Takes the file of a copie from a request into the store, piece by piece: no more than a few chunks are ever in memory.
struct CopieUploader: Sendable {
    /// What a form may add to the file: boundaries, part headers, other small fields.
    static let formOverheadBytes = 64 << 10
    /// A body that takes longer than this to arrive is given up.
    static let secondsMax = 300.0

    let blobs: any BlobStore
    let inspector: CopieInspector
    let fileBytesMax: Int
    let clock: SystemClock

    /// A file that was looked at and is stored.
    struct Received: Sendable {
        let blob: StoredBlob
        let declaredType: String
        let type: CopieFileType
        let pages: Int?
    }

    /// Receives the part `file` of the form, checks it (size, type by its first bytes, pages or pixels), and stores it. Several such parts
    /// are images, which become one PDF.
    ///
    /// - Parameter admit: looks at the text fields that came before the file, and refuses it by throwing.
    /// - Throws: a `Problem`; nothing is kept of a file that is refused.
    func receive(
        _ request: Request, owner: PersonID, admit: ([String: String]) throws -> Void = { _ in }
    ) async throws -> Received {
        let boundary: MultipartBoundary
        do throws(MultipartError) {
            boundary = try MultipartBoundary(contentType: request.headers[.contentType] ?? "")
        } catch {
            throw Problem.fileMissing
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }),
            length > fileBytesMax + Self.formOverheadBytes
        {
            throw tooLarge
        }
        var intake = FileIntake()
        do {
            try await read(request, boundary, into: &intake, owner: owner, admit)
            let files = try intake.finish()
            guard files.count == 1, let file = files.first else {
                let received = try await bound(files, owner)
                await intake.abort()
                return received
            }
            let pages = try await inspector.inspect(file.upload, file.type)
            return Received(
                blob: try await file.upload.commit(), declaredType: file.declaredType, type: file.type, pages: pages)
        } catch {
            await intake.abort()
            throw problem(for: error)
        }
    }

    /// Stores several images as one PDF.
    private func bound(_ sheets: [FileIntake.Sealed], _ owner: PersonID) async throws -> Received {
        let book = try await blobs.begin(for: owner, bytesMax: fileBytesMax)
        do {
            try await SheetBinder(inspector: inspector).bind(sheets, into: book)
            let pages = try await inspector.inspect(book, .pdf)
            // Who reads the PDF must find every sheet in it.
            guard pages == sheets.count else { throw ReadingFailure.unreadable }
            return Received(
                blob: try await book.commit(), declaredType: CopieFileType.pdf.mimeType, type: .pdf, pages: pages)
        } catch {
            await book.abort()
            throw error
        }
    }

    private func read(
        _ request: Request, _ boundary: MultipartBoundary, into intake: inout FileIntake, owner: PersonID,
        _ admit: ([String: String]) throws -> Void
    ) async throws {
        var parser = MultipartParser(boundary: boundary, limits: .form)
        let started = clock.now
        var received = 0
        for try await chunk in request.body {
            received += chunk.readableBytes
            guard received <= fileBytesMax + Self.formOverheadBytes else { throw tooLarge }
            guard clock.now.seconds(since: started) < Self.secondsMax else { throw Problem.uploadTooSlow }
            for event in try parser.feed(chunk.readableBytesView) {
                let fields = intake.fields
                try await intake.take(event) { isFirst in
                    if isFirst { try admit(fields) }
                    return try await blobs.begin(for: owner, bytesMax: fileBytesMax)
                }
            }
        }
        try parser.finish()
    }

    private var tooLarge: Problem { .fileTooLarge(megabytes: fileBytesMax >> 20) }

    private func problem(for error: any Error) -> any Error {
        switch error {
        case is MultipartError: Problem.malformedForm
        case BlobError.tooLarge: tooLarge
        case BlobError.noKey: Problem.unauthenticated
        case is BlobError: Problem.unavailable(retryAfterSeconds: 5)
        case let failure as ReadingFailure:
            failure.retryable ? Problem.unavailable(retryAfterSeconds: 5) : .unreadable(failure)
        default: error
        }
    }
}
