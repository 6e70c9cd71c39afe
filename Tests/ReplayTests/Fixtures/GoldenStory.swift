import Events
import Foundation
import Projections

@testable import Replay

/// The released golden log `story`, every type of event of its release in it, as a log in files.
final class GoldenStory {
    private let folder: TemporaryFolder
    let log: JSONLEventLog

    var path: String { folder.path }

    init() throws {
        folder = try TemporaryFolder()
        let segments = folder.path + "/eventlog/segments"
        try FileManager.default.createDirectory(atPath: segments, withIntermediateDirectories: true)
        let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "../../../eventlog/golden/v1/story.jsonl")
        try Data(contentsOf: golden).write(to: URL(filePath: segments + "/0000000000000001.jsonl"))
        log = try LogFolder(folder.path + "/eventlog").open()
    }

    /// Writes a copy of the state at `position` into the file `name` beside the log and returns its path.
    func copy(_ name: String, at position: LogPosition? = nil) throws -> String {
        let models = try ReadModels.folded(from: log, through: position ?? log.head.position)
        let copy = try StateCopy(models, version: "essai", now: Timestamp(seconds: 1_790_841_600))
        return try copy.write(to: try CopyPlace("sqlite:\(path)/\(name)"), force: false).path
    }
}
