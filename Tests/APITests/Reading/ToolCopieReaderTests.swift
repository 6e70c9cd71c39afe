import Foundation
import Testing

@testable import API

@Suite struct `Reading a copie` {
    @Test func `a typed PDF gives its own text`() async throws {
        let reading = try await ReadingFixtures.read("une-page.pdf", .pdf)
        #expect(reading.method == .textLayer)
        #expect(reading.meanConfidence == nil)
        #expect(reading.pages == 1)
        #expect(reading.text.contains("Le théâtre de Corneille aime les menteurs."))
    }

    @Test func `a scanned PDF is recognised`() async throws {
        let reading = try await ReadingFixtures.read("scan.pdf", .pdf)
        #expect(reading.method == .ocr)
        #expect(reading.text.contains("Le théâtre de Corneille aime les menteurs."))
        #expect(try #require(reading.meanConfidence) > 80)
    }

    @Test(arguments: [
        ("page.png", CopieFileType.png), ("page.jpg", .jpeg), ("page.webp", .webp),
    ])
    func `a picture is recognised`(name: String, type: CopieFileType) async throws {
        let reading = try await ReadingFixtures.read(name, type)
        #expect(reading.method == .ocr)
        #expect(reading.pages == 1)
        #expect(reading.text.contains("Dans la fable, le loup parle en maître"))
        #expect(try #require(reading.meanConfidence) > 80)
    }

    @Test func `a typed cover, a scanned sheet and a blank sheet are read each in its way`() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/eaf-\(UUID().uuidString).pdf"
        let parts = ["une-page.pdf", "scan.pdf", "vide.pdf"].map(ReadingFixtures.copie)
        let limits = ReadingLimits()
        let unite = ChildProcess(
            tool: "/usr/bin/pdfunite",
            arguments: parts + [path],
            limits: limits.perTool(wallSeconds: 60)
        )
        _ = try await unite.run(in: "/tmp")
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path) } }
        let reading = try await ReadingFixtures.withRoot { root in
            try await ToolCopieReader(limits: limits, temporaryRoot: root).read(path, type: .pdf)
        }
        #expect(reading.pages == 3)
        #expect(reading.method == .ocr)
        #expect(reading.text.components(separatedBy: "aime les menteurs").count == 3)
    }

    @Test(arguments: [90, 180, 270])
    func `a page lying on its side or its head is recognised`(degrees: Int) async throws {
        let pdf = try String(contentsOfFile: ReadingFixtures.copie("scan.pdf"), encoding: .isoLatin1)
        let turned = pdf.replacing("/Rotate 0", with: "/Rotate \(degrees)")
        try #require(turned != pdf)
        let path = FileManager.default.temporaryDirectory.path + "/eaf-\(UUID().uuidString).pdf"
        try turned.write(toFile: path, atomically: true, encoding: .isoLatin1)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path) } }
        let reading = try await ReadingFixtures.withRoot { root in
            try await ToolCopieReader(limits: ReadingLimits(), temporaryRoot: root).read(path, type: .pdf)
        }
        #expect(reading.text.contains("Le théâtre de Corneille aime les menteurs."))
    }

    @Test(arguments: [
        ("deux-cents-pages.pdf", ReadingFailure.Code.tooManyPages), ("chiffre.pdf", .encrypted),
        ("vide.pdf", .emptyText), ("tronque.pdf", .unreadable), ("page.png", .unreadable),
    ])
    func `a PDF that is no copie is refused`(name: String, code: ReadingFailure.Code) async throws {
        #expect(try await ReadingFixtures.refusal(of: name, .pdf) == code)
    }

    @Test func `a PDF that is declared a picture is refused`() async throws {
        #expect(try await ReadingFixtures.refusal(of: "une-page.pdf", .png) == .unreadable)
    }

    @Test func `a picture of too many pixels is refused before it is decoded`() async throws {
        #expect(try await ReadingFixtures.refusal(of: "bombe.png", .png) == .tooManyPixels)
    }

    @Test func `a picture that lies about its size meets the memory limit`() async throws {
        var limits = ReadingLimits()
        limits.pixelsMax = .max
        limits.memoryBytes = 256 << 20
        #expect(try await ReadingFixtures.refusal(of: "bombe.png", .png, limits: limits) == .memory)
    }

    @Test func `a reading that takes too long is stopped`() async throws {
        var limits = ReadingLimits()
        limits.wallSecondsPerCopie = 0
        #expect(try await ReadingFixtures.refusal(of: "page.png", .png, limits: limits) == .timedOut)
    }

    @Test func `a text of file names is not followed`() async throws {
        let path = FileManager.default.temporaryDirectory.path + "/eaf-\(UUID().uuidString).png"
        try ReadingFixtures.copie("page.png").write(toFile: path, atomically: true, encoding: .utf8)
        defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: path) } }
        let failure = await #expect(throws: ReadingFailure.self) {
            try await ReadingFixtures.withRoot { root in
                try await ToolCopieReader(limits: ReadingLimits(), temporaryRoot: root).read(path, type: .png)
            }
        }
        #expect(failure == .unreadable)
    }

    @Test func `a text longer than the limit is cut`() async throws {
        var limits = ReadingLimits()
        limits.textCharactersMax = 100
        #expect(try await ReadingFixtures.read("une-page.pdf", .pdf, limits: limits).text.count <= 100)
    }

    @Test func `a folder that is missing is our fault and can be tried again`() async throws {
        let reader = ToolCopieReader(limits: ReadingLimits(), temporaryRoot: "/nonexistent")
        let failure = await #expect(throws: ReadingFailure.self) {
            try await reader.read(ReadingFixtures.copie("page.png"), type: .png)
        }
        #expect(failure?.code == .unavailable)
        #expect(failure?.retryable == true)
    }
}
