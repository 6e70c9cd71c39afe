/// Sets a report: what comes after what, and how it looks.
struct ReportLayout {
    let report: CorrectionReport

    /// - Throws: `DocumentError`.
    func set(on flow: inout PageFlow) throws(DocumentError) {
        try opening(&flow)
        try section("Sujet", of: report.subject, on: &flow)
        if let correction = report.correction { try set(correction, on: &flow) }
        try comments(&flow)
    }

    private func set(_ correction: CorrectionReport.Correction, on flow: inout PageFlow) throws(DocumentError) {
        let overview = try flow.start(of: correction.overview, .body)
        try section("Bilan", before: overview, on: &flow) { flow throws(DocumentError) in
            try flow.text(correction.overview, .body, .paragraph)
            try list("Points forts", correction.strengths, .praise, on: &flow)
            try list("Axes d’amélioration", correction.improvements, .accent, on: &flow)
        }
        var rubric = 0.0
        if let first = correction.rubrics.first { rubric = Self.rubricSpace + (try start(of: first, on: flow)) }
        try section("Notation par critère", before: rubric, on: &flow) { flow throws(DocumentError) in
            try rubrics(correction.rubrics, on: &flow)
        }
        try section("Conseil pour la suite", of: correction.advice, on: &flow)
        if let first = correction.annotations.first {
            let room = Self.annotationSpace + (try start(of: first, on: flow))
            try section("Annotations de la copie", before: room, on: &flow) { flow throws(DocumentError) in
                for annotation in correction.annotations { try set(annotation, on: &flow) }
            }
        }
        if !correction.modelAnswer.isEmpty {
            try section("Éléments de corrigé", of: correction.modelAnswer, on: &flow)
        }
    }

    /// A heading with one text below it.
    private func section(_ title: String, of text: String, on flow: inout PageFlow) throws(DocumentError) {
        try section(title, before: try flow.start(of: text, .body), on: &flow) { flow throws(DocumentError) in
            try flow.text(text, .body, .paragraph)
        }
    }

    /// A heading with what belongs to it; never the heading alone at the foot of a page.
    ///
    /// - Parameter room: the height of what has to stand below the heading on the same page.
    func section(
        _ title: String, before room: Double, on flow: inout PageFlow,
        _ content: (inout PageFlow) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        flow.space(20)
        try flow.need(try flow.start(of: title, .heading) + 3 + room)
        flow.canvas.begin(.section)
        try flow.text(title, .heading, .heading)
        flow.y += 3
        try content(&flow)
        flow.canvas.end(.section)
    }

    /// A titled list; nothing when it is empty.
    func list(
        _ title: String, _ items: [String], _ ink: Ink, on flow: inout PageFlow
    ) throws(DocumentError) {
        guard !items.isEmpty else { return }
        flow.space(8)
        try flow.need(
            try flow.start(of: title, .subheading) + 1
                + (try flow.start(of: items[0], .body, indent: Self.bulletIndent)))
        try flow.text(title, .subheading, .subheading)
        flow.y += 1
        try bullets(items, ink, on: &flow)
    }

    private static let bulletIndent = 15.0
    private static let barIndent = 11.0
    private static let annotationSpace = 9.0
    private static let commentSpace = 7.0

    func bullets(_ items: [String], _ ink: Ink, indent: Double = 0, on flow: inout PageFlow) throws(DocumentError) {
        guard !items.isEmpty else { return }
        flow.canvas.begin(.list)
        for item in items {
            try flow.need(try flow.start(of: item, .body, indent: indent + Self.bulletIndent))
            flow.canvas.begin(.item)
            flow.canvas.dot(ink, x: flow.page.left + indent + 4, y: flow.y + 8.5, radius: 1.7)
            try flow.text(item, .body, .itemBody, indent: indent + Self.bulletIndent)
            flow.canvas.end(.item)
            flow.space(2)
        }
        flow.canvas.end(.list)
    }

    private func set(_ annotation: CorrectionReport.Annotation, on flow: inout PageFlow) throws(DocumentError) {
        let (label, ink) = annotation.kind.look
        flow.space(Self.annotationSpace)
        try flow.need(try start(of: annotation, on: flow))
        try flow.text(label, .kicker.with { $0.ink = ink }, .paragraph, indent: Self.barIndent, bar: ink)
        try flow.text(annotation.quotation, .quotation, .quotation, indent: Self.barIndent, bar: ink)
        try flow.text(annotation.remark, .body, .paragraph, indent: Self.barIndent, bar: ink)
    }

    /// What of an annotation stands on one page: its kind, and the beginnings of quotation and remark.
    private func start(
        of annotation: CorrectionReport.Annotation, on flow: borrowing PageFlow
    ) throws(DocumentError) -> Double {
        try flow.start(of: annotation.kind.look.label, .kicker, indent: Self.barIndent)
            + (try flow.start(of: annotation.quotation, .quotation, indent: Self.barIndent))
            + (try flow.start(of: annotation.remark, .body, indent: Self.barIndent))
    }

    private func comments(_ flow: inout PageFlow) throws(DocumentError) {
        guard let first = report.comments.first else { return }
        let title = report.comments.count == 1 ? "Commentaire de l’enseignant" : "Commentaires de l’enseignant"
        let room = Self.commentSpace + (try start(of: first, on: flow))
        try section(title, before: room, on: &flow) { flow throws(DocumentError) in
            for comment in report.comments {
                flow.space(Self.commentSpace)
                try flow.need(try start(of: comment, on: flow))
                try flow.text(comment.origin, .small, .paragraph, indent: Self.barIndent, bar: .line)
                try flow.text(comment.text, .body, .paragraph, indent: Self.barIndent, bar: .line)
            }
        }
    }

    /// Who wrote the comment, and its first lines.
    private func start(
        of comment: CorrectionReport.Comment, on flow: borrowing PageFlow
    ) throws(DocumentError) -> Double {
        try flow.start(of: comment.origin, .small, indent: Self.barIndent)
            + (try flow.start(of: comment.text, .body, indent: Self.barIndent))
    }
}

extension CorrectionReport.Annotation {
    fileprivate var quotation: String { "« \(quote) »" }
}

extension CorrectionReport.Comment {
    fileprivate var origin: String { "\(author), \(date)" }
}

extension CorrectionReport.Annotation.Kind {
    /// A word and its colour; the word alone is enough.
    fileprivate var look: (label: String, ink: Ink) {
        switch self {
        case .mistake: ("À CORRIGER", .accent)
        case .remark: ("REMARQUE", .remark)
        case .praise: ("RÉUSSI", .praise)
        }
    }
}
