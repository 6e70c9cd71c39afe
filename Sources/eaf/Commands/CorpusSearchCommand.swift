import ArgumentParser
import Foundation
import Replay
import Search

/// `eaf corpus search`.
struct CorpusSearchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract:
            "Pose des questions à la recherche et écrit un fichier de résultats TREC, pour l'évaluer du dehors.",
        discussion: """
            Questions : une par ligne, « id, tabulation, question ». Résultats : « id Q0 document rang score eaf » par ligne. \
            La recherche se fait par les mots, sans vecteurs, sur la bibliothèque telle que le journal la donne, serveur en marche \
            ou non ; sans journal, sur les documents du produit.
            """)

    static let depthMax = 1_000

    @Option(help: "Fichier des questions (TSV, UTF-8).")
    var queries: String

    @Option(help: "Fichier à écrire ; - pour la sortie standard.")
    var run: String

    @Option(help: "Documents par question, de 1 à \(Self.depthMax).")
    var depth = 100

    @OptionGroup var options: LogOptions

    func validate() throws {
        guard (1...Self.depthMax).contains(depth) else {
            throw ValidationError("--depth : de 1 à \(Self.depthMax).")
        }
    }

    func run() async throws {
        try await reporting {
            let questions = try Self.questions(queries)
            let index = try CorpusPlace(options).index()
            let began = ContinuousClock.now
            var lines: [String] = []
            for query in questions {
                let hits = try index.search(index.question(query.text), weights: .standard, limit: depth)
                for (rank, hit) in hits.enumerated() {
                    lines.append(
                        "\(query.id) Q0 \(index.documents[hit.document].id) \(rank + 1) \(hit.score) eaf")
                }
            }
            let seconds = (ContinuousClock.now - began) / .seconds(1)
            try write(lines)
            StandardError.line(
                "eaf : \(questions.count) questions, \(lines.count) résultats, \((seconds * 1_000).rounded() / 1_000) s"
            )
            return .success
        }
    }

    private static func questions(_ path: String) throws -> [QueryFile.Query] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw ReplayFailure(.noInput, "Le fichier des questions « \(path) » ne se lit pas.")
        }
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw ReplayFailure(.badData, "« \(path) » n'est pas en UTF-8.")
        }
        do throws(LineFault) {
            return try QueryFile(text).queries
        } catch {
            throw ReplayFailure(.badData, "« \(path) », ligne \(error.line) : \(error.rule).")
        }
    }

    private func write(_ lines: [String]) throws {
        if run == "-" {
            var out = StandardOutput()
            for line in lines { try out.line(line) }
            try out.flush()
            return
        }
        let text = lines.map { $0 + "\n" }.joined()
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: run), options: .atomic)
        } catch {
            throw ReplayFailure(.cannotCreate, "« \(run) » ne peut pas être écrit.")
        }
    }
}
