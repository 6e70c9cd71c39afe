import Foundation
import Testing

/// A section of the RUNBOOK, whose blocks of shell a test carries out as they stand.
struct RunbookSection {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
        path: "../../../RUNBOOK.md")

    /// The blocks of shell, one after another.
    let script: String

    /// Finds the section with this heading, up to the next heading of any level.
    init(_ heading: String) throws {
        let lines = try String(contentsOf: Self.file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(
            lines.firstIndex { $0.hasPrefix("#") && $0.drop { $0 == "#" } == " \(heading)" },
            "the RUNBOOK has « \(heading) »")
        var script: [Substring] = []
        var isShell = false
        for line in lines[(start + 1)...] {
            if line.hasPrefix("```") {
                isShell = line == "```sh"
            } else if isShell {
                script.append(line)
            } else if line.hasPrefix("#") {
                break
            }
        }
        try #require(!script.isEmpty, "« \(heading) » has commands")
        self.script = script.joined(separator: "\n")
    }

    /// Carries out the commands in a folder, and stops at the first that fails.
    ///
    /// - Parameters:
    ///   - changes: what stands in the RUNBOOK for something of the operator's, and what it is here. Each must be found.
    ///   - environment: besides what every process of the place is told.
    func run(at place: Place, _ changes: [String: String], environment: [String: String] = [:]) async throws {
        var script = script
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
        // The RUNBOOK's paths are the defaults.
        all["EAF_EVENTLOG_DIR"] = nil
        all["EAF_DATA_DIR"] = nil
        all["EAF"] = try Binary.path
        let child = try Child("/bin/bash", ["-c", whole], in: place.path, environment: all)
        let status = try await child.ended(withinSeconds: 120)
        #expect(status == 0, "\(script)\n\(child.output)\n\(child.errors)")
    }
}
