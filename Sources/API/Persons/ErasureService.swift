import Logging
import ServiceLifecycle

/// Completes, now and then, erasures that the log or the disk did not let come to an end.
struct ErasureService: Service {
    static let secondsBetween = 60

    let eraser: PersonEraser
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(Self.secondsBetween))) != nil {
                do throws(WriterError) {
                    try await eraser.finish()
                } catch {
                    logger.warning("an erasure cannot be completed yet", metadata: error.logMetadata)
                }
            }
        }
    }
}
