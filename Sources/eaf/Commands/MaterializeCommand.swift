import API
import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf materialize`.
struct MaterializeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "materialize",
        abstract: "Copier les modèles de lecture, tels qu'ils étaient à un instant, dans des tables SQL.",
        discussion: """
            Le journal n'est que lu, serveur en marche ou non. La copie est faite à côté, contrôlée, puis mise d'un coup à la \
            place de la précédente : qui lit l'ancienne la garde. Aucune valeur personnelle n'y entre : ce que les personnes \
            ont écrit reste scellé dans le journal. Tables, colonnes et vues : SELECT * FROM documentation.
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("Où : sqlite:FICHIER.", valueName: "lieu"))
    var into: String

    @Option(help: "Cible : position (4211), heure RFC 3339 avec décalage, ou durée écoulée (90s, 5m, 2h, 3d).")
    var until: String?

    @Flag(help: "Remplacer aussi un fichier qui n'est pas une copie faite par eaf.")
    var force = false

    @Flag(help: "Sortie JSON.")
    var json = false

    func validate() throws { _ = try target() }

    private func target() throws -> ReplayTarget {
        guard let until else { return .latest }
        do throws(ReplayTargetError) {
            return try ReplayTarget(until)
        } catch {
            throw ValidationError("--until : \(error.rule)")
        }
    }

    func run() async throws {
        try await reporting {
            let place = try CopyPlace(into)
            let log = try options.folder().open()
            let models = try TimeTravel.state(of: log, at: try target(), now: .now)
            let copy = try StateCopy(models, version: EAFVersion.current, now: .now)
            let report = try copy.write(to: place, force: force)
            var out = StandardOutput()
            if json {
                try out.line(try CanonicalJSON.encode(report))
            } else {
                for line in Self.lines(report) { try out.line(line) }
            }
            try out.flush()
            return .success
        }
    }

    private static func lines(_ report: CopyReport) -> [String] {
        [
            "copie     \(report.path), \(report.bytes) octets, \(report.rows.values.reduce(0, +)) lignes dans "
                + "\(report.rows.count) tables, en \(report.seconds) s",
            "position  \(report.position)\(report.time.map { ", \($0)" } ?? "")", "empreinte \(report.digest)",
        ]
    }
}
