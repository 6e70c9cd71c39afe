/// Marks over time as a line, in the coordinates of an SVG picture, and as a table for those who do not see it.
public struct MarksChart: Sendable {
    /// One mark.
    public struct Mark: Sendable {
        let date: String
        let label: String
        let note: Double
        let href: String

        public init(date: String, label: String, note: Double, href: String) {
            self.date = date
            self.label = label
            self.note = note
            self.href = href
        }
    }

    struct Point: Sendable {
        let x: String
        let y: String
        let labelY: String
        let note: String
        let date: String
        let label: String
        let href: String
        let showsLabel: Bool
    }

    struct Line: Sendable {
        let y: String
        let textY: String
        let label: String
    }

    static let width = 640.0
    static let height = 220.0
    private static let left = 60.0
    private static let right = 30.0
    private static let top = 20.0
    private static let bottom = 16.0
    /// Beyond so many points, only the last is labelled.
    private static let labelsMax = 12

    let points: [Point]
    let path: String
    let lines: [Line]
    let targetY: String?
    let target: String?
    let summary: String

    /// - Parameters:
    ///   - marks: oldest first; nil comes of none.
    ///   - target: the mark aimed at, out of 20.
    public init?(_ marks: [Mark], target: Double?) {
        guard let last = marks.last, let first = marks.first else { return nil }
        let span = Self.width - Self.left - Self.right
        let step = marks.count > 1 ? span / Double(marks.count - 1) : 0
        points = marks.enumerated().map { index, mark in
            let x = marks.count > 1 ? Self.left + step * Double(index) : Self.left + span / 2
            return Point(
                x: Self.text(x), y: Self.text(Self.y(mark.note)), labelY: Self.text(Self.y(mark.note) - 10),
                note: FrenchText.number(mark.note), date: mark.date, label: mark.label, href: mark.href,
                showsLabel: marks.count <= Self.labelsMax || index == marks.count - 1)
        }
        path = points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
        lines = [0.0, 5, 10, 15, 20].map {
            Line(y: Self.text(Self.y($0)), textY: Self.text(Self.y($0) + 4), label: FrenchText.number($0))
        }
        targetY = target.map { Self.text(Self.y($0)) }
        self.target = target.map { FrenchText.number($0) }
        summary =
            marks.count == 1
            ? "Une note : \(FrenchText.number(last.note)) sur 20."
            : "\(marks.count) notes, de \(FrenchText.number(first.note)) à \(FrenchText.number(last.note)) sur 20."
    }

    private static func y(_ note: Double) -> Double {
        top + (height - top - bottom) * (1 - min(max(note, 0), 20) / 20)
    }

    private static func text(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}
