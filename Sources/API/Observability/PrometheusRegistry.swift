import Synchronization

/// All metrics of the process, rendered as Prometheus text.
///
/// The registry is asked once per metric and label set; the cell it hands out is then updated without it.
/// A metric may have 1,000 label sets. The ones beyond fall in one whose labels all read `autre`, and
/// `metrics_dropped_label_sets_total` counts how often that happened.
public final class PrometheusRegistry: Sendable {
    /// The content type of what `render()` returns.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"
    /// The limit of metrics; a metric beyond it works but is not exported.
    static let familiesMax = 1_000

    private struct State {
        var families: [String: MetricFamily] = [:]
        var hooks: [@Sendable () -> Void] = []
    }

    private let help: [String: String]
    private let buckets: [String: HistogramBuckets]
    private let state = Mutex(State())
    private let droppedLabelSets: PrometheusCounter
    private let nameConflicts: PrometheusCounter

    /// A registry that knows the help texts and the histogram buckets of metrics, by exported name.
    ///
    /// A metric without a help text says which label it was made with; a histogram without buckets has
    /// the ones that suit the unit at the end of its name.
    public init(help: [String: String], buckets: [String: HistogramBuckets]) {
        self.help = help.merging(Self.ownHelp) { _, own in own }
        self.buckets = buckets
        droppedLabelSets = PrometheusCounter()
        nameConflicts = PrometheusCounter()
        register(droppedLabelSets, as: Self.droppedLabelSetsName)
        register(nameConflicts, as: Self.nameConflictsName)
    }

    /// Has `hook` called at the start of every `render()`, to set the gauges that are computed at a scrape.
    public func onRender(_ hook: @escaping @Sendable () -> Void) {
        state.withLock { $0.hooks.append(hook) }
    }

    /// All metrics in text format 0.0.4, sorted by name, after the hooks and the process metrics have run.
    public func render() -> String {
        // Outside the lock: a hook may make metrics.
        for hook in state.withLock({ $0.hooks }) { hook() }
        measureProcess()
        return text()
    }

    /// The metrics as they are now.
    func text() -> String {
        let families = state.withLock { $0.families }
        var text = PrometheusText()
        for (_, family) in families.sorted(by: { $0.key < $1.key }) { family.write(to: &text) }
        return text.text
    }

    private func register(_ counter: PrometheusCounter, as name: String) {
        state.withLock {
            var family = MetricFamily(name: name, kind: .counter, help: help[name] ?? name)
            _ = family.cell(MetricLabels([]), of: []) { counter }
            $0.families[name] = family
        }
    }
}

// What the factory asks for.
extension PrometheusRegistry {
    func counter(_ label: String, _ dimensions: [(String, String)]) -> PrometheusCounter {
        cell(PrometheusName.metric(label, suffix: "_total"), label, dimensions) { PrometheusCounter() }
    }

    func gauge(_ label: String, _ dimensions: [(String, String)]) -> PrometheusGauge {
        cell(PrometheusName.metric(label, suffix: ""), label, dimensions) { PrometheusGauge() }
    }

    func histogram(_ label: String, _ dimensions: [(String, String)]) -> PrometheusHistogram {
        histogram(named: PrometheusName.metric(label, suffix: ""), label, dimensions)
    }

    func timer(_ label: String, _ dimensions: [(String, String)]) -> PrometheusHistogram {
        histogram(named: PrometheusName.metric(label, suffix: "_seconds"), label, dimensions)
    }

    /// Forgets a metric that its owner promises never to update again.
    func remove(_ cell: AnyObject) {
        state.withLock { state in
            for name in Array(state.families.keys) { state.families[name]?.remove(cell) }
        }
    }

    private func histogram(
        named name: String,
        _ label: String,
        _ dimensions: [(String, String)]
    ) -> PrometheusHistogram {
        let buckets = buckets[name] ?? .suited(to: name)
        return cell(name, label, dimensions) { PrometheusHistogram(buckets: buckets) }
    }

    /// The cell of a metric and label set; one that is not exported when the name belongs to another kind.
    private func cell<Cell: MetricCell>(
        _ name: String,
        _ label: String,
        _ dimensions: [(String, String)],
        make: () -> Cell
    ) -> Cell {
        let labels = MetricLabels(dimensions)
        let (cell, isDropped) = state.withLock { state -> (Cell?, Bool) in
            if state.families[name] == nil {
                guard state.families.count < Self.familiesMax else { return (nil, false) }
                let help = help[name] ?? "Recorded under the label \(label)."
                state.families[name] = MetricFamily(name: name, kind: Cell.kind, help: help)
            }
            guard state.families[name]?.kind == Cell.kind else { return (nil, false) }
            let found = state.families[name]?.cell(labels, of: dimensions, make: make)
            return (found?.cell as? Cell, found?.isDropped ?? false)
        }
        if isDropped { droppedLabelSets.increment(by: 1 as Int64) }
        if let cell { return cell }
        nameConflicts.increment(by: 1 as Int64)
        return make()
    }
}
