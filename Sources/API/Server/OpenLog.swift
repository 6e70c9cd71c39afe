import Events
import Projections

/// Writes the first record of a new log.
struct OpenLog: Command {
    /// The version of the record format that this release writes, and the newest that it reads.
    static let format = 1

    let origin: LogOrigin

    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        guard state.position == .zero else { return [] }
        let opened = LogOpened(
            format: Self.format, name: origin.name, timeline: origin.timeline, host: origin.host)
        return [NewFact(.log(origin.name), person: nil, .log(.opened(opened)))]
    }
}
