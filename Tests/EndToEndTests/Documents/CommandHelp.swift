import Foundation
import Testing

/// What a command of `eaf` takes, as the executable itself says it.
struct CommandHelp: Decodable {
    struct Argument: Decodable {
        struct Name: Decodable {
            let kind: String
            let name: String
        }

        let kind: String
        let names: [Name]?
        let isOptional: Bool
        let isRepeating: Bool

        /// `--until`, `-n`.
        var spellings: [String] { (names ?? []).map { ($0.kind == "short" ? "-" : "--") + $0.name } }
    }

    let commandName: String
    let arguments: [Argument]?
    let subcommands: [CommandHelp]?

    /// The whole tree.
    static func read(at place: Place) async throws -> CommandHelp {
        struct Dump: Decodable { let command: CommandHelp }
        let outcome = try await Binary.run("--experimental-dump-help", at: place)
        return try JSONDecoder().decode(Dump.self, from: Data(outcome.output.utf8)).command
    }

    /// What is wrong with a command line, its words after `eaf`; nil when nothing is.
    ///
    /// - Parameter isWhole: whether it is to be run as it stands, and not only named.
    func fault(in words: ArraySlice<String>, isWhole: Bool) -> String? {
        if let first = words.first, let next = subcommands?.first(where: { $0.commandName == first }) {
            return next.fault(in: words.dropFirst(), isWhole: isWhole)
        }
        let all = arguments ?? []
        var given: Set<String> = []
        var positional = 0
        var rest = words
        while let word = rest.popFirst() {
            guard word.hasPrefix("-"), word.count > 1 else {
                positional += 1
                continue
            }
            let name = String(word.prefix { $0 != "=" })
            guard let argument = all.first(where: { $0.spellings.contains(name) }) else {
                return "« \(commandName) » has no \(name)"
            }
            given.formUnion(argument.spellings)
            if argument.kind == "option", !word.contains("=") {
                guard rest.popFirst() != nil || !isWhole else { return "\(name) wants a value" }
            }
        }
        let places = all.filter { $0.kind == "positional" }
        if positional > places.count, !places.contains(where: \.isRepeating) {
            return "« \(commandName) » takes \(places.count) argument(s), not \(positional)"
        }
        guard isWhole else { return nil }
        if subcommands?.isEmpty == false { return "« \(commandName) » wants a subcommand" }
        if positional < places.count(where: { !$0.isOptional }) { return "« \(commandName) » lacks an argument" }
        let missing = all.first { $0.kind == "option" && !$0.isOptional && given.isDisjoint(with: $0.spellings) }
        return missing.map { "« \(commandName) » lacks \($0.spellings.first ?? "")" }
    }
}
