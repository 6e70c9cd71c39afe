import Foundation
import Subprocess

/// A PDF on disk, looked at with poppler, which shares no code with what wrote it.
public final class PDFFile {
    /// A tool refused the file, or complained of it.
    public struct Fault: Error, CustomStringConvertible {
        public let description: String
    }

    /// Of one tool's output.
    private static let outputBytesMax = 1 << 22

    public let path: String

    /// Writes the bytes to a file that goes with this.
    public init(_ bytes: [UInt8]) throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("eaf-\(UUID()).pdf")
        try Data(bytes).write(to: file)
        path = file.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// What a tool prints about the file.
    ///
    /// - Throws: `Fault` also for a complaint: poppler says what it finds broken and goes on.
    public func run(_ tool: String, _ arguments: [String], after: [String] = []) async throws -> String {
        let result = try await Subprocess.run(
            .name(tool), arguments: .init(arguments + [path] + after), output: .string(limit: Self.outputBytesMax),
            error: .string(limit: Self.outputBytesMax))
        guard result.terminationStatus.isSuccess, result.standardError.isEmpty else {
            throw Fault(description: "\(tool): \(result.terminationStatus) \(result.standardError)")
        }
        return result.standardOutput
    }

    /// The text in the order in which it was written, with plain spaces for those that do not break.
    public func text() async throws -> String {
        try await run("pdftotext", ["-raw", "-enc", "UTF-8"], after: ["-"]).replacing("\u{A0}", with: " ")
    }

    /// The text as one line.
    public func words() async throws -> String {
        try await text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// What `pdfinfo` knows, by its name.
    public func information() async throws -> [String: String] {
        let pairs = try await run("pdfinfo", []).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return parts.count == 2 ? (String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// The tags in order, one a line, indented by depth.
    public func structure() async throws -> String { try await run("pdfinfo", ["-struct"]) }
}
