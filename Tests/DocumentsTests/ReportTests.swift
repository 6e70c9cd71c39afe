import Foundation
import TestSupport
import Testing

@testable import Documents

@Suite struct `The report of a correction` {
    private func pdf(_ report: CorrectionReport) throws -> PDFFile { try PDFFile(try report.pdf(limits: .standard)) }

    @Test func `is an A4 document that says what it is`() async throws {
        let information = try await pdf(SampleReport.report()).information()
        #expect(information["Title"] == "Rapport de correction : Commentaire, Léa Martin")
        #expect(information["Author"] == "EAF Premium")
        #expect(information["Subject"]?.hasPrefix("Dans la section « Tableaux parisiens »") == true)
        #expect(information["CreationDate"]?.hasPrefix("Tue Mar  3 09:20:07 2026") == true)
        #expect(information["Tagged"] == "yes")
        #expect(information["Pages"] == "2")
        #expect(information["Page size"] == "595.276 x 841.89 pts (A4)")
    }

    /// What a person reads, in that order, to the letter.
    @Test func `says everything, and its text can be taken out again`() async throws {
        let words = try await pdf(SampleReport.report()).words()
        var rest = words[...]
        for part in SampleReport.golden {
            let found = try #require(
                rest.range(of: part), "« \(part) » is missing after what came before it in: \(words)")
            rest = rest[found.upperBound...]
        }
        #expect(words.contains("page 1 sur 2") && words.contains("page 2 sur 2"))
    }

    @Test func `is tagged: title, headings, lists, tables, quotations, and one root`() async throws {
        let file = try pdf(SampleReport.report())
        let lines = try await file.structure().split(separator: "\n").map(String.init)
        func count(_ tag: String) -> Int {
            lines.count { $0.split(separator: " ").first.map(String.init) == tag }
        }
        #expect(lines.filter { !$0.hasPrefix(" ") } == ["Document"])
        #expect(count("H1") == 1 && count("H2") == 7 && count("H3") == 2)
        #expect(count("Table") == 2 && count("TR") == 9 && count("TH") == 9)
        #expect(count("BlockQuote") == 3)
        #expect(count("LI") == count("LBody") && count("LI") == 8)
    }

    @Test func `says that it is French, and shows its title`() throws {
        let bytes = try SampleReport.report().pdf(limits: .standard)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("/Lang (fr-FR)") && text.contains("/DisplayDocTitle true"))
    }

    @Test func `has the same bytes for the same report`() throws {
        let first = try SampleReport.report().pdf(limits: .standard)
        let isSame = try SampleReport.report().pdf(limits: .standard) == first
        let isOther = try SampleReport.report(pupil: "Max").pdf(limits: .standard) != first
        #expect(isSame && isOther)
    }

    @Test func `shows a teacher's mark with its reason, also without a correction`() async throws {
        let mark = CorrectionReport.Mark(
            note: 8, mention: "Insuffisant", origin: "Note donnée par Mme Curie le 3 mars 2026 à 10 h 20.",
            reason: "La copie est illisible en machine ; lue sur papier.")
        let words = try await pdf(SampleReport.report(mark: mark, correction: nil)).words()
        #expect(words.contains("8/ 20 Insuffisant Note donnée par Mme Curie le 3 mars 2026 à 10 h 20."))
        #expect(words.contains("Motif : La copie est illisible en machine ; lue sur papier."))
        #expect(!words.contains("Bilan") && words.contains("Mme Curie, 3 mars 2026"))
    }

    @Test(arguments: [
        "Zoé 👩🏽‍🎓 🏳️‍🌈", "שלום עולם", "مرحبا بالعالم", "Ωμέγα Привет 漢字", "\u{202E}gnorw\u{0}\u{7}\u{1B}[2J",
        String(repeating: "é\u{301}\u{302}", count: 200), "", "   ", "Zoë\nŒuvre\u{2028}Ÿ",
        "<b>&amp;</b> %s %n (\\) «»",
    ])
    func `takes any name`(_ name: String) async throws {
        let file = try pdf(SampleReport.report(pupil: name, comments: [.init(author: name, date: "", text: name)]))
        #expect(try await file.words().contains("Rapport de correction"))
        #expect(try await file.information()["Tagged"] == "yes")
    }

    @Test func `shows accents, ligatures and other scripts as letters`() async throws {
        let words = try await pdf(SampleReport.report(pupil: "Zoé Œuvré-Ÿçâ, efficace, Ωμέγα, Привет")).words()
        #expect(words.contains("Zoé Œuvré-Ÿçâ, efficace, Ωμέγα, Привет"))
        let hebrew = try await pdf(SampleReport.report(pupil: "שלום")).run("pdftotext", [], after: ["-"])
        #expect(hebrew.contains("שלום"))
    }
}
