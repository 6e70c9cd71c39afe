/// Sets a report: what comes after what, and how it looks.
struct ReportLayout {
    /// A heading has at least so much of its section below it.
    private static let headingRoom = 78.0

    let report: CorrectionReport

    /// - Throws: `DocumentError`.
    func set(on flow: inout PageFlow) throws(DocumentError) {
        try opening(&flow)
        try section("Sujet", on: &flow) { flow throws(DocumentError) in
            try flow.text(report.subject, .body, .paragraph)
        }
        if let correction = report.correction { try set(correction, on: &flow) }
        try comments(&flow)
    }

    private func set(_ correction: CorrectionReport.Correction, on flow: inout PageFlow) throws(DocumentError) {
        try section("Bilan", on: &flow) { flow throws(DocumentError) in
            try flow.text(correction.overview, .body, .paragraph)
            try list("Points forts", correction.strengths, .praise, on: &flow)
            try list("Axes d’amélioration", correction.improvements, .accent, on: &flow)
        }
        try section("Notation par critère", on: &flow) { flow throws(DocumentError) in
            try rubrics(correction.rubrics, on: &flow)
        }
        try section("Conseil pour la suite", on: &flow) { flow throws(DocumentError) in
            try flow.text(correction.advice, .body, .paragraph)
        }
        if !correction.annotations.isEmpty {
            try section("Annotations de la copie", on: &flow) { flow throws(DocumentError) in
                for annotation in correction.annotations { try set(annotation, on: &flow) }
            }
        }
        if !correction.modelAnswer.isEmpty {
            try section("Éléments de corrigé", on: &flow) { flow throws(DocumentError) in
                try flow.text(correction.modelAnswer, .body, .paragraph)
            }
        }
    }

    /// A heading with what belongs to it; never the heading alone at the foot of a page.
    func section(
        _ title: String, on flow: inout PageFlow, _ content: (inout PageFlow) throws(DocumentError) -> Void
    ) throws(DocumentError) {
        flow.space(20)
        try flow.need(Self.headingRoom)
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
        try flow.need(52)
        try flow.text(title, .subheading, .subheading)
        flow.y += 1
        try bullets(items, ink, on: &flow)
    }

    func bullets(_ items: [String], _ ink: Ink, indent: Double = 0, on flow: inout PageFlow) throws(DocumentError) {
        guard !items.isEmpty else { return }
        flow.canvas.begin(.list)
        for item in items {
            try flow.need(18)
            flow.canvas.begin(.item)
            flow.canvas.dot(ink, x: flow.page.left + indent + 4, y: flow.y + 8.5, radius: 1.7)
            try flow.text(item, .body, .itemBody, indent: indent + 15)
            flow.canvas.end(.item)
            flow.space(2)
        }
        flow.canvas.end(.list)
    }

    private func set(_ annotation: CorrectionReport.Annotation, on flow: inout PageFlow) throws(DocumentError) {
        let (label, ink) = annotation.kind.look
        flow.space(9)
        try flow.need(58)
        try flow.text(label, .kicker.with { $0.ink = ink }, .paragraph, indent: 11, bar: ink)
        try flow.text("« \(annotation.quote) »", .quotation, .quotation, indent: 11, bar: ink)
        try flow.text(annotation.remark, .body, .paragraph, indent: 11, bar: ink)
    }

    private func comments(_ flow: inout PageFlow) throws(DocumentError) {
        guard !report.comments.isEmpty else { return }
        let title = report.comments.count == 1 ? "Commentaire de l’enseignant" : "Commentaires de l’enseignant"
        try section(title, on: &flow) { flow throws(DocumentError) in
            for comment in report.comments {
                flow.space(7)
                try flow.need(44)
                try flow.text("\(comment.author), \(comment.date)", .small, .paragraph, indent: 11, bar: .line)
                try flow.text(comment.text, .body, .paragraph, indent: 11, bar: .line)
            }
        }
    }
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
