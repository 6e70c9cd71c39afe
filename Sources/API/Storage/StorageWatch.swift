import Logging
import S3
import ServiceLifecycle

/// Asks the service that keeps the blobs, over and over, whether it answers: health tells the truth within a second.
///
/// It has a connection of its own, so that no transfer keeps it from asking.
struct StorageWatch: Service {
    /// From an answer to the next question.
    static let pause = Duration.milliseconds(400)

    /// Of a question. A hanging service is seen sooner, see `StorageHealth.silenceMax`.
    static let limits = S3Limits(connectSeconds: 2, stallSeconds: 2, bytesPerSecondMin: 1, seconds: 2, connections: 1)

    private let bucket: S3Bucket
    private let health: StorageHealth
    private let logger: Logger

    init(_ configuration: S3Configuration, health: StorageHealth, logger: Logger) {
        bucket = S3Bucket(configuration, limits: Self.limits)
        self.health = health
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat { await ask() } while (try? await Task.sleep(for: Self.pause)) != nil
        }
    }

    private func ask() async {
        health.asked()
        do throws(S3Error) {
            try await bucket.check()
            if !health.answered(failure: nil) { logger.notice("the storage of copies answers again") }
        } catch {
            guard !Task.isCancelled else { return }
            if health.answered(failure: error.explanation) {
                logger.error("the storage of copies does not answer", metadata: ["reason": "\(error.explanation)"])
            }
        }
    }
}
