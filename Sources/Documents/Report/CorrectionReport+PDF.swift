extension CorrectionReport {
    /// The report as a PDF: A4, tagged, in French, the same bytes for the same report and fonts.
    ///
    /// Blocks for some hundredths of a second, up to `limits.secondsMax`: not for a thread that others wait for.
    ///
    /// - Throws: `DocumentError`.
    public func pdf(limits: DocumentLimits) throws(DocumentError) -> [UInt8] {
        let deadline = ContinuousClock.now.advanced(by: .seconds(limits.secondsMax))
        // Every page says how many there are, so they are counted first.
        let counted = try flow(pages: 0, limits, deadline).pageNumber
        return PDFLanguage.adding(to: try flow(pages: counted, limits, deadline).finish())
    }

    private func flow(
        pages: Int, _ limits: DocumentLimits, _ deadline: ContinuousClock.Instant
    ) throws(DocumentError) -> PageFlow {
        let running = RunningText(
            top: (start: "Rapport de correction", end: pupil),
            bottom: "EAF Premium, préparation à l’épreuve anticipée de français · copie \(reference)", pages: pages)
        var flow = try PageFlow(.a4, running, limits: limits, deadline: deadline)
        flow.canvas.describe(
            title: PrintedText.metadata("Rapport de correction : \(epreuve), \(pupil)"), author: "EAF Premium",
            subject: PrintedText.metadata(subject), created: created)
        try ReportLayout(report: self).set(on: &flow)
        return flow
    }
}

extension Double {
    /// A mark as it is written in French: `13,5`, `12`.
    var french: String {
        let halves = Int((self * 2).rounded())
        return halves % 2 == 0 ? "\(halves / 2)" : "\(halves / 2),5"
    }
}
