import Foundation
import Replay

/// Shows progress: four times a second in place on a terminal, a plain line every ten seconds elsewhere.
final class ProgressMeter {
    private let began = ContinuousClock.now
    private var shown: ContinuousClock.Instant?
    private let isTerminal = StandardError.isTerminal

    func show(_ progress: Replay.Progress) {
        show { progress.line(afterSeconds: $0) }
    }

    /// Shows how many of a known number are done.
    func show(_ done: Int, of all: Int, _ what: String) { show { _ in "\(done) sur \(all) \(what)" } }

    private func show(_ text: (Double) -> String) {
        let now = ContinuousClock.now
        let pause: Duration = isTerminal ? .milliseconds(250) : .seconds(10)
        guard now - (shown ?? began) >= pause else { return }
        shown = now
        let line = text((now - began) / .seconds(1))
        if isTerminal { StandardError.over(line) } else { StandardError.line(line) }
    }

    /// Leaves the terminal's line empty.
    func end() {
        if isTerminal, shown != nil { StandardError.over("") }
    }
}
