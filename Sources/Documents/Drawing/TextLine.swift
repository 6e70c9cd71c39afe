/// One line of a layout, in points.
struct TextLine {
    /// Of its begin, from the layout's left edge.
    let x: Double
    /// From its top down to its baseline.
    let baseline: Double
    let height: Double
    let width: Double
}
