/// Sheet and margins, in points.
struct PageSize {
    static let a4 = PageSize(width: 595.276, height: 841.89, left: 68, right: 68, top: 74, bottom: 78)

    let width: Double
    let height: Double
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    var textWidth: Double { width - left - right }
    /// Where the text ends at the latest, from the top.
    var textEnd: Double { height - bottom }
}
