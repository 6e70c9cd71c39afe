import Foundation
import Testing

/// What README and RUNBOOK name exists, by the word of the executable that was built.
@Suite struct `The documents` {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")

    private func text(_ name: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: name), encoding: .utf8)
    }

    @Test(arguments: ["RUNBOOK.md", "README.md"])
    func `name only commands and options that exist`(_ name: String) async throws {
        let help = try await CommandHelp.read(at: try Place())
        let commands = ShellSnippets(try text(name)).commands
        #expect(commands.count > 20, "\(name) has commands, and they are found")
        for command in commands {
            let fault = help.fault(in: command.words[...], isWhole: command.isWhole)
            #expect(
                fault == nil, "\(name):\(command.line): eaf \(command.words.joined(separator: " ")): \(fault ?? "")")
        }
    }

    /// The negative control: what does not exist is found out.
    @Test(arguments: [
        "log verifie", "log verify --ful", "replay --until", "materialize", "invite", "log", "nulle-part",
        "serve 3000",
    ])
    func `are found out when a command is wrong`(_ command: String) async throws {
        let help = try await CommandHelp.read(at: try Place())
        let found = ShellSnippets("```sh\nX=1 true && eaf \(command) | jq . > f   # eaf\n```").commands
        #expect(found.count == 1 && found.first?.isWhole == true)
        #expect(found.allSatisfy { help.fault(in: $0.words[...], isWhole: true) != nil })
    }

    @Test(arguments: ["RUNBOOK.md", "README.md"])
    func `name only variables and metrics that exist`(_ name: String) async throws {
        let text = try text(name)
        let shown = try await Binary.run("config", "show", "--json", at: try Place()).json["variables"]
        var known = Set((shown as? [[String: Any]] ?? []).compactMap { $0["name"] as? String })
        known.formUnion(known.map { $0 + "_FILE" })
        for match in text.matches(of: /\bEAF_[A-Z][A-Z_]*[A-Z]\b/) {
            #expect(known.contains(String(match.output)), "\(name) names \(match.output)")
        }
        let metrics = try self.text("Sources/API/Observability/Metrics+Names.swift")
        for match in text.matches(of: /\beaf_[a-z_]+[a-z]\b/)
        where !["eaf_csrf", "eaf_session"].contains(match.output) {
            #expect(metrics.contains("\"\(match.output)\""), "\(name) names \(match.output)")
        }
    }

    /// Messages send operators to sections of the RUNBOOK.
    @Test func `have every section that a message names`() throws {
        let headings = Set(
            try text("RUNBOOK.md").split(separator: "\n").filter { $0.hasPrefix("#") }
                .map { $0.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces) })
        var named = 0
        let sources = try #require(
            FileManager.default.enumerator(at: Self.root.appending(path: "Sources"), includingPropertiesForKeys: nil))
        for case let file as URL in sources where file.pathExtension == "swift" {
            let code = try String(contentsOf: file, encoding: .utf8)
            for match in code.matches(of: /RUNBOOK, « ([^»]+) »/) {
                named += 1
                #expect(
                    headings.contains(String(match.output.1)), "\(file.lastPathComponent) names « \(match.output.1) »"
                )
            }
        }
        #expect(named > 10)
    }
}
