import ArgumentParser
import Events
import Foundation
import Projections
import Replay
import Search

/// `eaf rebuild`.
struct RebuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract:
            "Refaire depuis le journal tout ce qui en dérive : index des segments, tuiles, instantanés et index de la recherche.",
        discussion: """
            Les tuiles sont refaites jusqu'au dernier point de contrôle signé, et le journal comparé à sa racine ; rien n'est \
            signé. \
            À côté d'un serveur arrêté ; sinon la commande refuse (code 75). Le journal lui-même ne change pas, sauf une fin \
            déchirée, écartée comme à tout démarrage.
            """)

    @OptionGroup var options: LogOptions

    @Flag(help: "Sortie JSON.")
    var json = false

    @Flag(help: "Dire seulement ce qui serait supprimé.")
    var dryRun = false

    private struct Output: Encodable {
        let rebuilt: LogRebuild
        /// Documents of the search's new index.
        let searchDocuments: Int
        let seconds: Double
    }

    func run() async throws {
        try await reporting {
            let folder = try options.folder()
            let snapshots = try options.snapshots()
            if try options.database() != nil, await LiveDigest.ask(options) != nil {
                throw ReplayFailure(
                    .tryAgain, "Ce nœud est en marche : arrêtez-le, reconstruisez, puis redémarrez-le.")
            }
            var out = StandardOutput()
            if dryRun {
                let plan = try LogRebuild.plan(folder, snapshots)
                for path in plan.indexes + plan.snapshots { try out.line("serait supprimé : \(path)") }
                try out.line("seraient refaites : les tuiles de \(options.tree.tiles)")
                try out.line("serait refait : l'index de la recherche de \(options.dataDirectory)/search")
                try out.flush()
                return .success
            }
            let began = ContinuousClock.now
            let rebuilt = try LogRebuild.run(folder, snapshots, options.tree, key: options.signingKey)
            let search = try CorpusPlace(options)
            search.folder.clear()
            let documents = try search.index().documents.count
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            if json {
                try out.line(
                    try CanonicalJSON.encode(Output(rebuilt: rebuilt, searchDocuments: documents, seconds: seconds)))
            } else {
                for line in Self.lines(rebuilt, documents, seconds) { try out.line(line) }
            }
            try out.flush()
            return .success
        }
    }

    private static func lines(_ rebuilt: LogRebuild, _ documents: Int, _ seconds: Double) -> [String] {
        var lines = [
            "supprimés    \(rebuilt.removedIndexes) index, \(rebuilt.removedSnapshots) instantanés",
            "refaits      \(rebuilt.indexes) index, "
                + (rebuilt.snapshotBytes.map { "1 instantané de \($0) octets" } ?? "aucun instantané (journal vide)"),
            "tuiles       "
                + (rebuilt.tiledRecords.map { "\($0) enregistrements, racine conforme au point de contrôle signé" }
                    ?? "aucune (rien n'a encore été signé)"),
            "recherche    \(documents) documents indexés",
            "rejoué       \(rebuilt.state.position) enregistrements en \((seconds * 100).rounded() / 100) s",
            "empreinte    \(rebuilt.state.digest)",
        ]
        if rebuilt.cutBytes > 0 { lines.append("écarté       fin déchirée de \(rebuilt.cutBytes) octets") }
        return lines
    }
}
