import API
import Events
import Foundation
import Logging
import Replay

/// The digest of a running server's read models, to hold a replay against.
struct LiveDigest {
    /// The two held against each other.
    struct Comparison: Encodable {
        let position: LogPosition
        let isEqual: Bool

        init(_ live: LiveDigest, _ report: VerifyReport) {
            position = live.position
            isEqual = report.digestAt == live.position && report.digest == live.digest
        }
    }

    let position: LogPosition
    let digest: String

    /// Nil when no server runs on the log, or it cannot be asked: verifying must not depend on it.
    static func ask(_ options: LogOptions) async -> LiveDigest? {
        // Of a log in a database only the node itself knows whether it runs.
        let mayRun = (try? options.database()) != nil || (try? options.folder())?.isBeingWritten == true
        guard mayRun,
            let configuration = try? EnvironmentReader(
                environment: ProcessInfo.processInfo.environment,
                overrides: ["EAF_EVENTLOG_DIR": options.eventlogDirectory, "EAF_DATA_DIR": options.dataDirectory]
            ).configuration(),
            let answer = try? await ControlClient(
                configuration: configuration, operatorName: NSUserName(), logger: Logger(label: "eaf")
            ).askServer(.stateDigest),
            let position = answer.position, let digest = answer.digest
        else { return nil }
        return LiveDigest(position: position, digest: digest)
    }
}
