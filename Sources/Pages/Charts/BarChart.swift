/// How many marks fall into each band, as bars of an SVG picture and as a table.
public struct BarChart: Sendable {
    struct Bar: Sendable {
        let x: String
        let y: String
        let width: String
        let height: String
        let middle: String
        let countY: String
        let label: String
        let count: String
        let share: String
    }

    static let width = 480.0
    static let height = 190.0
    private static let top = 22.0
    private static let base = 162.0
    private static let gap = 18.0

    let bars: [Bar]
    let summary: String

    /// Nil when there is nothing to show.
    public init?(_ bands: [(label: String, count: Int)]) {
        let total = bands.reduce(0) { $0 + $1.count }
        guard total > 0, let most = bands.map(\.count).max() else { return nil }
        let slot = Self.width / Double(bands.count)
        bars = bands.enumerated().map { index, band in
            let height = (Self.base - Self.top) * Double(band.count) / Double(most)
            let x = slot * Double(index) + Self.gap / 2
            return Bar(
                x: Self.text(x), y: Self.text(Self.base - height), width: Self.text(slot - Self.gap),
                height: Self.text(height), middle: Self.text(x + (slot - Self.gap) / 2),
                countY: Self.text(Self.base - height - 6), label: band.label, count: String(band.count),
                share: "\(Int((Double(band.count) / Double(total) * 100).rounded())) %")
        }
        summary =
            "\(FrenchText.count(total, "note")) : "
            + bands.map { "\($0.count) de \($0.label)" }.joined(separator: ", ") + "."
    }

    private static func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
