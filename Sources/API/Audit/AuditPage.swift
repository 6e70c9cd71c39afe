import Events
import Hummingbird
import Logging
import NIOCore

/// One page of records as NDJSON, read and sent about a mebibyte at a time, as fast as the client takes it.
struct AuditPage: Sendable {
    /// A stretch that ends with the page.
    let query: RecordQuery
    let viewer: AuditViewer
    let tools: AuditTools
    let logger: Logger

    /// - Throws: what breaks the page off; the client sees an answer that does not end.
    @concurrent
    func write(to writer: inout any ResponseBodyWriter) async throws {
        var scan = try RecordScan(query, in: tools.log)
        do {
            while let piece = try await next(scan) {
                scan = piece.scan
                if piece.lines.readableBytes > 0 { try await writer.write(piece.lines) }
            }
        } catch {
            logger.warning("audit page broke off", metadata: ["error.type": "\(type(of: error))"])
            throw error
        }
        try await writer.finish(nil)
    }

    private func next(_ scan: RecordScan) async throws -> (scan: RecordScan, lines: ByteBuffer)? {
        // Whoever lost the right in the meantime gets no more of the page.
        if let ending = viewer.ending(in: tools.backend.state, at: tools.backend.clock.now) { throw ending }
        return try await tools.queue.run {
            var scan = scan
            guard let records = try scan.next() else { return nil }
            var lines = ByteBuffer()
            for record in records {
                lines.writeBytes(try tools.json(of: record, for: viewer))
                lines.writeInteger(UInt8(ascii: "\n"))
            }
            return (scan, lines)
        }
    }
}
