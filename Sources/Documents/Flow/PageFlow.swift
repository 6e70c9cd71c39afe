/// Sets texts one below the other, page after page. No line is ever cut: what does not fit begins on the next page.
struct PageFlow: ~Copyable {
    /// Fewer lines of a paragraph are not left alone at the foot or the head of a page.
    private static let linesTogether = 2

    let page: PageSize
    let canvas: PDFCanvas
    /// Where the next line goes, from the top.
    var y: Double
    private(set) var pageNumber = 1
    private let running: RunningText
    private let limits: DocumentLimits
    private let deadline: ContinuousClock.Instant

    /// - Throws: `DocumentError`.
    init(
        _ page: PageSize, _ running: RunningText, limits: DocumentLimits, deadline: ContinuousClock.Instant
    ) throws(DocumentError) {
        self.page = page
        self.running = running
        self.limits = limits
        self.deadline = deadline
        canvas = try PDFCanvas.open(page, bytesMax: limits.bytesMax)
        y = page.top
        canvas.begin(.document)
    }

    var rest: Double { page.textEnd - y }
    private var isAtTop: Bool { y <= page.top }

    /// Leaves a space, unless a page begins here.
    mutating func space(_ points: Double) {
        if !isAtTop { y += points }
    }

    /// Begins a page when fewer points are left.
    mutating func need(_ points: Double) throws(DocumentError) {
        if rest < points, !isAtTop { try breakPage() }
    }

    /// The height of what a text keeps together at its beginning: all of a short one, else the first lines.
    ///
    /// - Throws: `DocumentError`.
    func start(of text: String, _ style: TextStyle, indent: Double = 0) throws(DocumentError) -> Double {
        let layout = try canvas.layout(PrintedText.of(text), style, width: page.textWidth - indent)
        let isShort = layout.lines.count < 2 * Self.linesTogether
        let together = isShort ? layout.lines[...] : layout.lines.prefix(Self.linesTogether)
        return together.reduce(Self.rounding) { $0 + $1.height }
    }

    /// Heights are added in another order when the text is set.
    private static let rounding = 0.01

    /// Sets a text under a tag, with a bar beside it when `bar` is given.
    mutating func text(
        _ text: String, _ style: TextStyle, _ tag: Tag, indent: Double = 0, bar: Ink? = nil
    ) throws(DocumentError) {
        guard ContinuousClock.now < deadline else { throw .tooSlow }
        let layout = try canvas.layout(PrintedText.of(text), style, width: page.textWidth - indent)
        canvas.begin(tag)
        var index = 0
        while index < layout.lines.count {
            let count = linesThatFit(layout.lines[index...])
            guard count > 0 else {
                try breakPage()
                continue
            }
            let top = y
            for line in index..<index + count {
                canvas.draw(line, of: layout, style.ink, x: page.left + indent, y: y)
                y += layout.lines[line].height
            }
            if let bar { canvas.fill(bar, x: page.left + indent - 11, y: top + 2, width: 2, height: y - top) }
            index += count
            if index < layout.lines.count { try breakPage() }
        }
        canvas.end(tag)
        try canvas.check()
    }

    /// How many of the lines to set on this page; 0 for none.
    private func linesThatFit(_ lines: ArraySlice<TextLine>) -> Int {
        var room = rest
        let fitting = lines.prefix { line in
            room -= line.height
            return room >= 0
        }.count
        // A line that is higher than a page is set all the same.
        if fitting == 0 { return isAtTop ? 1 : 0 }
        guard fitting < lines.count else { return fitting }
        let left = lines.count - fitting
        let count = left < Self.linesTogether ? fitting - (Self.linesTogether - left) : fitting
        if count < Self.linesTogether { return isAtTop ? fitting : 0 }
        return count
    }

    /// Ends the page and begins the next.
    ///
    /// - Throws: `DocumentError.tooManyPages`.
    mutating func breakPage() throws(DocumentError) {
        guard pageNumber < limits.pagesMax else { throw .tooManyPages }
        try drawFoot()
        canvas.showPage()
        pageNumber += 1
        y = page.top
        try drawHead()
    }

    private func drawHead() throws(DocumentError) {
        let top = 40.0
        canvas.begin(.running)
        try line(running.top.start, at: top, .start, share: 0.45)
        try line(running.top.end, at: top, .end, share: 0.5)
        canvas.end(.running)
        canvas.fill(.line, x: page.left, y: top + 15, width: page.textWidth, height: 0.5)
    }

    private func drawFoot() throws(DocumentError) {
        let top = page.height - 50
        canvas.fill(.line, x: page.left, y: top - 6, width: page.textWidth, height: 0.5)
        canvas.begin(.running)
        try line(running.bottom, at: top, .start, share: 0.75)
        try line("page \(pageNumber) sur \(running.pages)", at: top, .end, share: 0.25)
        canvas.end(.running)
    }

    /// The first line of a running text, in its share of the width.
    private func line(
        _ text: String, at top: Double, _ side: TextStyle.Alignment, share: Double
    ) throws(DocumentError) {
        let style = TextStyle.running.with { $0.alignment = side }
        let width = page.textWidth * share
        let layout = try canvas.layout(PrintedText.line(text), style, width: width)
        guard !layout.lines.isEmpty else { return }
        let x = side == .end ? page.left + page.textWidth - width : page.left
        canvas.draw(0, of: layout, style.ink, x: x, y: top)
    }

    /// Ends the document.
    ///
    /// - Throws: `DocumentError`.
    consuming func finish() throws(DocumentError) -> [UInt8] {
        try drawFoot()
        canvas.end(.document)
        canvas.showPage()
        return try canvas.finish()
    }
}
