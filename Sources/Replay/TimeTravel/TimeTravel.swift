public import Events
import Foundation
public import Projections

/// Folding a log to a point, and holding the result against what is kept of it elsewhere.
public enum TimeTravel {
    /// The state at `target`, folded from zero.
    ///
    /// - Throws: `EventLogError`.
    public static func state(of log: any LogReader, at target: ReplayTarget, now: Timestamp) throws -> ReadModels {
        try ReadModels.folded(from: log, through: try target.position(in: log, now: now))
    }

    /// Compares a state folded from zero with the newest snapshot that can be used, folded on to the same position.
    ///
    /// - Returns: the comparison, nil when no snapshot can be used, and the snapshots that could not.
    /// - Throws: `EventLogError`, or as `ReadModels.summary()`.
    public static func compare(
        _ folded: ReadModels, of log: any LogReader, with place: SnapshotPlace
    ) throws -> (comparison: StateComparison?, rejected: [SnapshotPlace.Rejected]) {
        guard folded.position > .zero else { return (nil, []) }
        let (newest, rejected) = place.newest(for: log)
        // One beyond the target was made of records that the fold has not.
        guard let newest, newest.position <= folded.position else { return (nil, rejected) }
        let continued = try ReadModels.folded(from: log, startingWith: newest, through: folded.position)
        let comparison = try StateComparison(
            folded, with: continued, reference: "instantané à la position \(newest.position)")
        return (comparison, rejected)
    }

    /// Compares the fold with a summary that `eaf replay --json` wrote earlier, at the summary's position.
    ///
    /// - Throws: `ReplayFailure` when the file is no summary or lies beyond the log's end, or `EventLogError`.
    public static func compare(_ log: any LogReader, withSummaryAt path: String) throws -> StateComparison {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ReplayFailure(.noInput, "Le fichier d'état « \(path) » ne se lit pas.")
        }
        guard let saved = try? JSONDecoder().decode(ReadModelsSummary.self, from: data) else {
            throw ReplayFailure(
                .badData, "« \(path) » n'est pas un état écrit par « eaf replay --json » (sans --view).")
        }
        let head = try log.head.position
        guard saved.position <= head else {
            throw ReplayFailure(
                .badData, "« \(path) » décrit la position \(saved.position) ; le journal s'arrête à \(head).")
        }
        let folded = try ReadModels.folded(from: log, through: saved.position).summary()
        return StateComparison(folded, with: saved, reference: "état « \(path) »")
    }
}
