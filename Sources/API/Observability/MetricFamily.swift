/// All label sets of one metric, bounded.
struct MetricFamily {
    /// The limit of label sets a metric may have; the ones beyond share one more.
    static let labelSetsMax = 1_000

    let name: String
    let kind: MetricKind
    let help: String
    private(set) var cells: [MetricLabels: any MetricCell] = [:]
    private var overflow: (labels: MetricLabels, cell: any MetricCell)?

    init(name: String, kind: MetricKind, help: String) {
        self.name = name
        self.kind = kind
        self.help = help
    }

    /// The cell of a label set, made when it is new; `isDropped` when the shared cell stands in for it.
    mutating func cell(
        _ labels: MetricLabels,
        of dimensions: [(String, String)],
        make: () -> any MetricCell
    ) -> (cell: any MetricCell, isDropped: Bool) {
        if let cell = cells[labels] { return (cell, false) }
        if cells.count < Self.labelSetsMax {
            let cell = make()
            cells[labels] = cell
            return (cell, false)
        }
        if let overflow { return (overflow.cell, true) }
        let cell = make()
        overflow = (.overflow(of: dimensions), cell)
        return (cell, true)
    }

    /// Forgets the label set that this cell belongs to.
    mutating func remove(_ cell: AnyObject) {
        guard let labels = cells.first(where: { $0.value === cell })?.key else { return }
        cells[labels] = nil
    }

    /// Appends the header and the samples, sorted by label set; nothing when there is no label set.
    func write(to text: inout PrometheusText) {
        guard !cells.isEmpty || overflow != nil else { return }
        text.header(name: name, kind: kind, help: help)
        for (labels, cell) in cells.sorted(by: { $0.key < $1.key }) {
            cell.write(name: name, labels: labels, to: &text)
        }
        // A caller may have used the overflow's value for a label set of its own: never write a set twice.
        if let overflow, cells[overflow.labels] == nil {
            overflow.cell.write(name: name, labels: overflow.labels, to: &text)
        }
    }
}
