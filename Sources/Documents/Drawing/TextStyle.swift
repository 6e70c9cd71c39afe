/// How a text is set. Sizes are in points.
struct TextStyle {
    enum Weight { case regular, bold }
    enum Alignment { case start, end }

    var size: Double
    var weight = Weight.regular
    var isItalic = false
    var ink = Ink.text
    var alignment = Alignment.start
    /// Added after each character.
    var spacing = 0.0
    /// The height of a line, as a multiple of what the font asks for.
    var leading = 1.12

    static let body = TextStyle(size: 11.5)
    static let small = TextStyle(size: 9.5, ink: .quiet)
    static let running = TextStyle(size: 8.5, ink: .quiet)
    static let title = TextStyle(size: 27)
    static let heading = TextStyle(size: 15.5, ink: .accent)
    static let subheading = TextStyle(size: 11.5, weight: .bold)
    static let quotation = TextStyle(size: 11.5, isItalic: true)
    /// Capitals with air between them, above a title; with more, readers of the text take each letter for a word.
    static let kicker = TextStyle(size: 8.5, weight: .bold, ink: .accent, spacing: 0.75)
    static let label = TextStyle(size: 9.5, ink: .quiet)

    func with(_ change: (inout TextStyle) -> Void) -> TextStyle {
        var style = self
        change(&style)
        return style
    }
}
