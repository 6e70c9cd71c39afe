import Foundation
import Subprocess
import Testing

/// A PDF on disk, looked at with poppler: a reader that shares nothing with the writer but cairo's fonts.
final class PDFFile {
    let path: String

    init(_ bytes: [UInt8]) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("eaf-\(UUID()).pdf")
        try Data(bytes).write(to: file)
        path = file.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What a tool prints about the file.
    func run(_ tool: String, _ arguments: [String], after: [String] = []) async throws -> String {
        let result = try await Subprocess.run(
            .name(tool), arguments: .init(arguments + [path] + after), output: .string(limit: 1 << 22),
            error: .string(limit: 1 << 16))
        #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
        // poppler reports what it finds broken and goes on.
        #expect(result.standardError == "")
        return result.standardOutput
    }

    /// The text in reading order, spaces that do not break as plain ones.
    func text() async throws -> String {
        try await run("pdftotext", ["-enc", "UTF-8"], after: ["-"]).replacing("\u{A0}", with: " ")
    }

    /// The text as one line.
    func words() async throws -> String {
        try await text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What `pdfinfo` knows, by its name.
    func information() async throws -> [String: String] {
        let lines = try await run("pdfinfo", []).split(separator: "\n")
        return Dictionary(
            lines.compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return parts.count == 2 ? (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
            }
        ) { first, _ in first }
    }

    /// The tree of tags, with the text under each.
    func structure() async throws -> String { try await run("pdfinfo", ["-struct-text"]) }
}
