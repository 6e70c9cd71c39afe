import Foundation
import TestSupport
import Testing

@testable import Documents

@Suite struct `A long report` {
    private static let words = (1...330).map { "mot\($0)" }.joined(separator: " ")

    /// As much as a correction can hold, and every comment that a copie can have.
    private static let largest = SampleReport.report(
        correction: .init(
            overview: words, strengths: Array(repeating: words, count: 10), improvements: [words],
            rubrics: SampleReport.rubrics,
            annotations: Array(repeating: SampleReport.correction.annotations[0], count: 30),
            modelAnswer: words, advice: words, warning: words),
        comments: (1...100).map {
            .init(author: "Mme Curie", date: "jour \($0)", text: String(words.prefix(980)) + " fin\($0)")
        })

    @Test func `goes on for as many pages as it needs, and loses no word`() async throws {
        let file = try PDFFile(try Self.largest.pdf(limits: .standard))
        let pages = try #require(Int(try await file.information()["Pages"] ?? ""))
        #expect((20...100).contains(pages))
        let words = try await file.words()
        #expect(words.contains("page 1 sur \(pages)") && words.contains("page \(pages) sur \(pages)"))
        for comment in 1...100 { #expect(words.contains("fin\(comment) ") || words.hasSuffix("fin\(comment)")) }
        let counts = Dictionary(words.split(separator: " ").map { ($0, 1) }, uniquingKeysWith: +)
        for number in 1...330 { #expect(counts["mot\(number)", default: 0] >= 15, "mot\(number)") }
    }

    @Test func `cuts no line: every one is whole between the margins`() async throws {
        let file = try PDFFile(try Self.largest.pdf(limits: .standard))
        let boxes = try await file.run("pdftotext", ["-bbox-layout"], after: ["-"])
        var lines = 0
        for match in boxes.matches(of: /<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/) {
            let edges = [match.1, match.2, match.3, match.4].compactMap { Double($0) }
            lines += 1
            #expect(
                edges[0] >= 60 && edges[2] <= 595.276 - 66 && edges[1] >= 36 && edges[3] <= 841.89 - 36, "\(edges)")
        }
        #expect(lines > 1_000)
    }

    /// The subject grows by a line at a time, and pushes every heading over the foot of a page once.
    @Test func `leaves no heading alone at the foot of a page`() async throws {
        let titles = [
            "Sujet", "Bilan", "Points forts", "Axes d’amélioration", "Notation par critère", "Conseil pour la suite",
            "Annotations de la copie", "Éléments de corrigé", "Commentaire de l’enseignant", "À CORRIGER", "REMARQUE",
            "RÉUSSI",
        ]
        var feet: Set<String> = []
        for lines in 0..<52 {
            let report = SampleReport.report(
                subject: (0...lines).map { "Ligne \($0)." }.joined(separator: "\n"), comments: SampleReport.comments)
            let pages = try await PDFFile(try report.pdf(limits: .standard)).text().split(separator: "\u{0C}")
            for page in pages.dropLast() {
                let content = page.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
                    .filter { !$0.isEmpty && !$0.contains("page ") && !$0.contains("EAF Premium") }
                let last = try #require(content.last)
                feet.insert(last)
                #expect(!titles.contains(last), "\(lines) lines: \(last)")
                #expect(!SampleReport.rubrics.contains { last.hasPrefix($0.title) }, "\(lines) lines: \(last)")
            }
        }
        // The pages did end in different places.
        #expect(feet.count > 20)
    }

    @Test func `breaks a word that is wider than the page`() async throws {
        let word = String(repeating: "qxzk", count: 500)
        let file = try PDFFile(
            try SampleReport.report(comments: [.init(author: "A", date: "B", text: word)]).pdf(limits: .standard))
        // Running headers stand between the pages.
        let pieces = try await file.text().split(whereSeparator: \.isWhitespace).filter { word.contains($0) }
        #expect(pieces.joined() == word)
    }

    @Test func `is refused beyond a limit, whichever comes first`() throws {
        func limits(pages: Int = 200, bytes: Int = 1 << 23, seconds: Int = 20) -> DocumentLimits {
            DocumentLimits(pagesMax: pages, bytesMax: bytes, secondsMax: seconds)
        }
        #expect(throws: DocumentError.tooManyPages) { try Self.largest.pdf(limits: limits(pages: 3)) }
        #expect(throws: DocumentError.tooLarge) { try Self.largest.pdf(limits: limits(bytes: 10_000)) }
        #expect(throws: DocumentError.tooSlow) { try Self.largest.pdf(limits: limits(seconds: 0)) }
    }

    @Test func `can be made on several threads at once`() async throws {
        let expected = try SampleReport.report().pdf(limits: .standard)
        let made = try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 { group.addTask { try SampleReport.report().pdf(limits: .standard) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let areSame = made.allSatisfy { $0 == expected }
        #expect(made.count == 8 && areSame)
    }
}
