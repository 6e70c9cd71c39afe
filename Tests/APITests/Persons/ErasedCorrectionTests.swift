import Events
import Projections
import Testing

@testable import API

@Suite struct `Correcting a copie whose person is erased meanwhile` {
    private let bench: WorkerBench

    init() throws { bench = try WorkerBench() }

    private func erase(ownerOf copie: CopieID) async throws {
        let owner = try #require(bench.store.current.copies[copie]?.owner)
        bench.keys.destroy(owner)
        try await bench.submit(ErasePerson(person: owner, cause: .person))
    }

    @Test func `stops at once while the model is asked, records nothing, and leaves no page in clear`() async throws {
        let corrector = ScriptedCorrector { _, _ throws(CorrectorFailure) in
            // Ends by being cancelled only.
            await ManualTime.endless.sleep(seconds: 0)
            throw .busy
        }
        let copie = try await bench.handIn()
        let other = try await bench.handIn()
        try await bench.with(bench.worker(corrector: corrector)) {
            try await bench.until("called") { _ in corrector.requests.count == 1 }
            try await erase(ownerOf: try #require(bench.store.current.copies.underWay.first?.id))
            let position = bench.store.current.position
            try await bench.until("the worker goes on with the next copie") { _ in corrector.requests.count == 2 }
            // The claim of the other one, and its text: nothing more of the erased person's.
            #expect(bench.store.current.position.rawValue <= position.rawValue + 2)
            try await erase(ownerOf: try #require(bench.store.current.copies.underWay.first?.id))
            try await bench.until("given up") { _ in
                bench.lines.lines.count { $0.contains("given up without a record") } == 2
            }
        }
        let copies = bench.store.current.copies
        for id in [copie, other] { #expect(copies[id]?.status == .error && copies[id]?.isErased == true) }
        #expect(copies.openCount == 0)
        #expect(try bench.failures().isEmpty && bench.calls().isEmpty)
    }

    @Test func `removes a long text that it could not record any more`() async throws {
        let gate = Gate()
        let long = String(repeating: "Un trou de verdure. ", count: CopieContents.recordTextBytesMax / 10)
        let copie = try await bench.handIn()
        let reader = GatedReader(gate: gate, text: long)
        try await bench.with(bench.worker(reader: reader)) {
            try await bench.until("reading") { _ in gate.arrivals == 1 }
            let owner = try #require(bench.store.current.copies[copie]?.owner)
            // The key is taken out of the vault after the text was sealed: only the record of it comes too late.
            try await bench.submit(ErasePerson(person: owner, cause: .person))
            gate.open()
            try await bench.until("given up") { _ in
                bench.lines.lines.contains { $0.contains("given up without a record") }
            }
        }
        let left = try await bench.blobs.list(after: nil, limit: 10).map(\.address.text)
        #expect(left == [bench.store.current.copies[copie]?.blob], "the file alone, which the eraser removes")
    }

    /// Reads when a gate opens, cancelled or not.
    private struct GatedReader: CopieReader {
        let gate: Gate
        let text: String

        func read(_ file: String, type: CopieFileType) async throws(ReadingFailure) -> CopieReading {
            await gate.pass()
            return try await ScriptedReader(text: text).read(file, type: type)
        }
    }
}
