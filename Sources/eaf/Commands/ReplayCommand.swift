import ArgumentParser
import Events
import Foundation
import Projections
import Replay

/// `eaf replay`.
struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Rejouer le journal jusqu'à un instant et montrer les modèles de lecture tels qu'ils étaient.",
        discussion: """
            Le journal n'est que lu. La cible recule au dernier commit entier ; au-delà de la fin, c'est la fin. \
            Modèles : \(ReadModels.names.joined(separator: ", ")).
            """)

    @OptionGroup var options: LogOptions

    @Option(help: "Cible : position (4211), heure RFC 3339 avec décalage, ou durée écoulée (90s, 5m, 2h, 3d).")
    var until: String?

    @Option(help: "Un modèle de lecture en entier, plutôt que le résumé de tous.")
    var view: String?

    @Flag(help: "Sortie JSON, déterministe.")
    var json = false

    @Flag(help: "Comparer avec le dernier instantané utilisable ; code de sortie 1 s'il y a une différence.")
    var compare = false

    @Option(help: "Avec --compare : comparer plutôt avec cet état, écrit par « eaf replay --json ».")
    var state: String?

    func validate() throws {
        _ = try target()
        if let view, !ReadModels.names.contains(view) {
            throw ValidationError("--view : l'un de \(ReadModels.names.joined(separator: ", ")).")
        }
        if until == nil, !compare { throw ValidationError("Donnez --until (ou --compare).") }
        if state != nil, !compare { throw ValidationError("--state va avec --compare.") }
        if view != nil, compare { throw ValidationError("--view et --compare s'excluent.") }
        if state != nil, until != nil {
            throw ValidationError("--state dit lui-même jusqu'où rejouer : sans --until.")
        }
    }

    private func target() throws -> ReplayTarget {
        guard let until else { return .latest }
        do throws(ReplayTargetError) {
            return try ReplayTarget(until)
        } catch {
            throw ValidationError(error.rule)
        }
    }

    func run() async throws {
        try await reporting {
            let log = try options.folder().open()
            if let state { return try show(try TimeTravel.compare(log, withSummaryAt: state)) }
            let models = try TimeTravel.state(of: log, at: try target(), now: .now)
            guard compare else { return try show(models) }
            let (comparison, rejected) = try TimeTravel.compare(models, of: log, with: try options.snapshots())
            for one in rejected { StandardError.line("eaf : instantané \(one.position) ignoré : \(one.reason).") }
            guard let comparison else {
                throw ReplayFailure(.unavailable, "Aucun instantané utilisable : rien à quoi comparer.")
            }
            return try show(comparison)
        }
    }

    private func show(_ models: ReadModels) throws -> ExitStatus {
        var out = StandardOutput()
        if let view {
            guard let shown = try models.view(named: view) else {
                throw ReplayFailure(.software, "Le modèle « \(view) » n'a pas de vue.")
            }
            try out.line(try json ? CanonicalJSON.encode(shown) : Self.pretty(shown))
        } else if json {
            try out.line(try CanonicalJSON.encode(try models.summary()))
        } else {
            for line in Self.lines(try models.summary()) { try out.line(line) }
        }
        try out.flush()
        return .success
    }

    private func show(_ comparison: StateComparison) throws -> ExitStatus {
        var out = StandardOutput()
        if json {
            try out.line(try CanonicalJSON.encode(comparison))
        } else {
            try out.line("repli depuis zéro comparé à : \(comparison.reference)")
            for view in comparison.views { try out.line("\(view.isEqual ? "égal     " : "DIFFÉRENT")  \(view.name)") }
            try out.line(comparison.isEqual ? "États égaux." : "Les états diffèrent.")
        }
        try out.flush()
        return comparison.isEqual ? .success : .problems
    }

    private static func pretty(_ view: any ReadModelView) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return try encoder.encode(view)
    }

    private static func lines(_ summary: ReadModelsSummary) -> [String] {
        var lines = [
            "position  \(summary.position)", "heure     \(summary.time ?? "–")",
            "inconnus  \(summary.unknownRecords) enregistrements", "empreinte \(summary.digest)",
        ]
        for view in summary.views {
            let name = view.name + String(repeating: " ", count: max(0, 14 - view.name.count))
            let count = view.entries.description
            lines.append("\(name)\(String(repeating: " ", count: max(0, 9 - count.count)))\(count)  \(view.digest)")
        }
        return lines
    }
}
