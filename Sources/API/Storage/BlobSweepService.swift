import Events
import Logging
import ServiceLifecycle

/// Puts a store that is a service in order, after the start and once a day: a start does not wait for it.
struct BlobSweepService: Service {
    static let secondsBetween = 86_400
    /// After a sweep that the service did not let come to an end.
    static let secondsAfterFailure = 60

    let sweep: @Sendable () async throws(BlobError) -> Void
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var pause = 0
            while (try? await Task.sleep(for: .seconds(pause))) != nil {
                do throws(BlobError) {
                    try await sweep()
                    pause = Self.secondsBetween
                } catch {
                    logger.warning("the storage of copies cannot be swept yet", metadata: error.logMetadata)
                    pause = Self.secondsAfterFailure
                }
            }
        }
    }
}
