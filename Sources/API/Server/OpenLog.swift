import Events
import Projections

/// Writes the first record of a new log.
struct OpenLog: Command {
    /// The version of the record format that this release writes, and the newest that it reads.
    static let format = 1

    let name: String
    let timeline: Int

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard state.position == .zero else { return [] }
        let opened = LogOpened(format: Self.format, name: name, timeline: timeline)
        return [NewFact(.log(name), person: nil, .log(.opened(opened)))]
    }
}
