/// The criteria: title and mark on a line, a bar that shows the mark's share, what was thought of it, and advice.
extension ReportLayout {
    private static let markWidth = 70.0
    private static let barHeight = 7.0
    static let rubricSpace = 11.0

    func rubrics(_ rubrics: [CorrectionReport.Rubric], on flow: inout PageFlow) throws(DocumentError) {
        flow.canvas.begin(.table)
        for rubric in rubrics {
            flow.space(Self.rubricSpace)
            try flow.need(try start(of: rubric, on: flow))
            flow.canvas.begin(.row)
            try head(rubric, on: &flow)
            flow.canvas.begin(.cell)
            try flow.text(rubric.appreciation, .body, .paragraph)
            flow.space(1)
            try bullets(rubric.advice, .line, on: &flow)
            flow.canvas.end(.cell)
            flow.canvas.end(.row)
        }
        flow.canvas.end(.table)
    }

    /// What of a criterion stands on one page: title, mark, bar, and the first lines of what was thought of it.
    func start(of rubric: CorrectionReport.Rubric, on flow: borrowing PageFlow) throws(DocumentError) -> Double {
        try flow.start(of: PrintedText.line(rubric.title), .subheading, indent: Self.markWidth + 10) + Self.barHeight
            + (try flow.start(of: rubric.appreciation, .body))
    }

    private func head(_ rubric: CorrectionReport.Rubric, on flow: inout PageFlow) throws(DocumentError) {
        let width = flow.page.textWidth
        let top = flow.y
        let markStyle = TextStyle.subheading.with { $0.alignment = .end }
        let mark = try flow.canvas.layout(
            "\(rubric.note.french) / \(rubric.max.french)", markStyle, width: Self.markWidth)
        let title = try flow.canvas.layout(
            PrintedText.line(rubric.title), .subheading, width: width - Self.markWidth - 10)
        flow.canvas.begin(.rowTitle)
        for index in title.lines.indices {
            flow.canvas.draw(index, of: title, .text, x: flow.page.left, y: flow.y)
            flow.y += title.lines[index].height
        }
        flow.canvas.end(.rowTitle)
        flow.canvas.begin(.cell)
        flow.canvas.draw(0, of: mark, .text, x: flow.page.left + width - Self.markWidth, y: top)
        flow.canvas.end(.cell)
        let share = rubric.max > 0 ? min(1, max(0, rubric.note / rubric.max)) : 0
        flow.canvas.fill(.line, x: flow.page.left, y: flow.y + 1, width: width, height: 2)
        flow.canvas.fill(.accent, x: flow.page.left, y: flow.y + 1, width: width * share, height: 2)
        flow.y += Self.barHeight
    }
}
