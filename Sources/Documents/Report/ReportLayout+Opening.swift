/// The head of the first page: title, whose copie it is, and the mark.
extension ReportLayout {
    private static let labelWidth = 96.0
    private static let markWidth = 146.0

    func opening(_ flow: inout PageFlow) throws(DocumentError) {
        flow.y = 62
        try flow.text("EAF PREMIUM", .kicker, .paragraph)
        flow.y += 2
        try flow.text("Rapport de correction", .title, .title)
        flow.y += 6
        flow.canvas.fill(.accent, x: flow.page.left, y: flow.y, width: 46, height: 2)
        flow.y += 16
        try facts(&flow)
        flow.y += 14
        try mark(&flow)
    }

    /// Who, what and when, as a table of two columns.
    private func facts(_ flow: inout PageFlow) throws(DocumentError) {
        var rows = [("Élève", report.pupil), ("Épreuve", report.epreuve)]
        if let oeuvre = report.oeuvre { rows.append(("Œuvre", oeuvre)) }
        rows.append(("Déposée le", report.handedIn))
        if let corrected = report.corrected { rows.append(("Corrigée le", corrected)) }
        flow.canvas.begin(.table)
        for (label, value) in rows {
            flow.canvas.begin(.row)
            let top = flow.y
            try flow.text(label, .label, .rowTitle)
            flow.y = top - 1.5
            try flow.text(PrintedText.line(value), .body, .cell, indent: Self.labelWidth)
            flow.canvas.end(.row)
            flow.y += 1
        }
        flow.canvas.end(.table)
    }

    /// The mark in large figures on a panel, and beside it the mention and whose mark it is.
    private func mark(_ flow: inout PageFlow) throws(DocumentError) {
        let mark = report.mark
        let indent = Self.markWidth
        let words = flow.page.textWidth - indent - 16
        let mention = try flow.canvas.layout(mark.mention, .heading, width: words)
        let origin = try flow.canvas.layout(PrintedText.of(mark.origin), .small, width: words)
        let figures = try flow.canvas.layout(mark.note.french, Self.figures, width: indent)
        let total = try flow.canvas.layout("\u{A0}/ 20", Self.total, width: 60)
        let height = max(figures.height, mention.height + origin.height) + 26
        try flow.need(height)
        let (left, top) = (flow.page.left, flow.y)
        flow.canvas.fill(.panel, x: left, y: top, width: flow.page.textWidth, height: height)
        flow.canvas.fill(.accent, x: left, y: top, width: 3, height: height)
        flow.canvas.begin(.paragraph)
        flow.canvas.draw(0, of: figures, .accent, x: left + 20, y: top + (height - figures.height) / 2)
        let after = left + 20 + figures.width
        let base = top + (height - figures.height) / 2 + (figures.lines.first?.baseline ?? 0)
        flow.canvas.draw(0, of: total, .quiet, x: after, y: base - (total.lines.first?.baseline ?? 0))
        flow.canvas.end(.paragraph)
        flow.y = top + (height - mention.height - origin.height) / 2
        try draw(mention, .paragraph, TextStyle.heading.ink, indent, on: &flow)
        try draw(origin, .paragraph, TextStyle.small.ink, indent, on: &flow)
        flow.y = top + height
        if let reason = mark.reason {
            flow.y += 8
            try flow.text("Motif : \(reason)", .body, .paragraph)
        }
        if let warning = report.correction?.warning {
            flow.y += 8
            try flow.text(warning, .small.with { $0.isItalic = true }, .paragraph)
        }
    }

    /// Draws all lines of a short text that is known to fit.
    private func draw(
        _ layout: borrowing TextLayout, _ tag: Tag, _ ink: Ink, _ indent: Double, on flow: inout PageFlow
    ) throws(DocumentError) {
        flow.canvas.begin(tag)
        for index in layout.lines.indices {
            flow.canvas.draw(index, of: layout, ink, x: flow.page.left + indent, y: flow.y)
            flow.y += layout.lines[index].height
        }
        flow.canvas.end(tag)
    }

    private static let figures = TextStyle(size: 44, ink: .accent, leading: 1)
    private static let total = TextStyle(size: 17, ink: .quiet, leading: 1)
}
