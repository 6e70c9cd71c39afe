import Foundation
import Testing

@testable import API

/// Sample copies, and an empty place to read them in.
enum ReadingFixtures {
    /// Absolute path of a file in `Tests/Fixtures/copies`.
    static func copie(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Fixtures/copies/\(name)").standardizedFileURL.path
    }

    /// Gives the body a new temporary root, and expects that the body leaves nothing in it.
    static func withRoot<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let root = FileManager.default.temporaryDirectory.path + "/eaf-reading-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: false)
        do {
            let value = try await body(root)
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == [])
            try FileManager.default.removeItem(atPath: root)
            return value
        } catch {
            #expect(try FileManager.default.contentsOfDirectory(atPath: root) == [])
            try FileManager.default.removeItem(atPath: root)
            throw error
        }
    }

    static func read(
        _ name: String,
        _ type: CopieFileType,
        limits: ReadingLimits = ReadingLimits()
    ) async throws -> CopieReading {
        try await withRoot { root in
            try await ToolCopieReader(limits: limits, temporaryRoot: root).read(copie(name), type: type)
        }
    }

    /// Returns the code with which the reading of a copie fails, nil if it succeeds.
    static func refusal(
        of name: String,
        _ type: CopieFileType,
        limits: ReadingLimits = ReadingLimits()
    ) async throws -> ReadingFailure.Code? {
        do {
            let reading = try await read(name, type, limits: limits)
            Issue.record("read \(reading.text.count) characters of \(name)")
            return nil
        } catch let failure as ReadingFailure {
            return failure.code
        }
    }
}
