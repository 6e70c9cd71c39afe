import Foundation
import Testing

@testable import Documents

@Suite struct `The report of a correction` {
    private func pdf(_ report: CorrectionReport) throws -> PDFFile { try PDFFile(try report.pdf(limits: .standard)) }

    @Test func `is an A4 document that says what it is, and is tagged`() async throws {
        let file = try pdf(SampleReport.report())
        if let keep = ProcessInfo.processInfo.environment["EAF_KEEP_REPORT"] {
            try FileManager.default.copyItem(atPath: file.path, toPath: keep)
        }
        let information = try await file.information()
        #expect(information["Title"] == "Rapport de correction : Commentaire, Léa Martin")
        #expect(information["Author"] == "EAF Premium")
        #expect(information["Subject"]?.hasPrefix("Dans la section « Tableaux parisiens »") == true)
        #expect(information["CreationDate"]?.contains("2026") == true)
        #expect(information["Tagged"] == "yes")
        #expect(information["Pages"] == "2")
        #expect(information["Page size"] == "595.276 x 841.89 pts (A4)")
    }
}
