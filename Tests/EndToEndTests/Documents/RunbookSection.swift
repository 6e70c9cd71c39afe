import Foundation
import Testing

/// A section of the RUNBOOK, or of another document for operators, whose blocks of shell a test carries out as they stand.
struct RunbookSection {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    /// The blocks of shell, in order; those of a list without its indentation.
    let blocks: [String]

    /// Finds the section with this heading, up to the next heading of any level.
    init(_ heading: String, of document: String = "RUNBOOK.md") throws {
        let lines = try String(contentsOf: Self.root.appending(path: document), encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(
            lines.firstIndex { $0.hasPrefix("#") && $0.drop { $0 == "#" } == " \(heading)" },
            "\(document) has « \(heading) »")
        var blocks: [[Substring]] = []
        var isShell = false
        var indentation = 0
        for line in lines[(start + 1)...] {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("```") {
                isShell = text == "```sh"
                indentation = line.count - text.count
                if isShell { blocks.append([]) }
            } else if isShell {
                blocks[blocks.count - 1].append(line.dropFirst(indentation))
            } else if line.hasPrefix("#") {
                break
            }
        }
        try #require(!blocks.isEmpty, "« \(heading) » has commands")
        self.blocks = blocks.map { $0.joined(separator: "\n") }
    }

    /// Carries out all the commands, see below.
    func run(at place: Place, _ changes: [String: String], environment: [String: String] = [:]) async throws {
        try await Self.run(blocks.joined(separator: "\n"), at: place, changes, environment: environment)
    }

    /// Carries out the commands in a folder, and stops at the first that fails.
    ///
    /// - Parameters:
    ///   - changes: what stands in the document for something of the operator's, and what it is here. Each must be found.
    ///   - environment: besides what every process of the place is told.
    /// - Returns: what they printed.
    @discardableResult
    static func run(
        _ commands: String, at place: Place, _ changes: [String: String], environment: [String: String] = [:]
    ) async throws -> String {
        var script = commands
        for (old, new) in changes {
            #expect(script.contains(old), "the section still says \(old)")
            script = script.replacing(old, with: new)
        }
        // What stays until it is told to end is told after a few seconds.
        let whole = """
            set -euo pipefail
            cd "\(place.path)"
            eaf() {
                case "$*" in
                *--follow* | serve*) timeout --preserve-status -s TERM 6 "$EAF" "$@" ;;
                *) "$EAF" "$@" ;;
                esac
            }
            \(script)
            """
        var all = place.environment.merging(environment) { $1 }
        // The documents' paths are the defaults.
        all["EAF_EVENTLOG_DIR"] = nil
        all["EAF_DATA_DIR"] = nil
        all["EAF"] = try Binary.path
        let child = try Child("/bin/bash", ["-c", whole], in: place.path, environment: all)
        let status = try await child.ended(withinSeconds: 120)
        #expect(status == 0, "\(script)\n\(child.output)\n\(child.errors)")
        return child.output
    }
}
