import Foundation

/// Measurements of the backbone, always as ratios of one run: `eaf-bench [append] [replay] [start] [integrity] [http] [search]`;
/// `eaf-bench tune`, which tries weights of the search's fields; `eaf-bench postgres`, which needs a server (`scripts/with-postgres.sh`); and `eaf-bench log FOLDER COUNT MORE`, which makes
/// logs for `scripts/bench-backups.sh`.
@main
struct EAFBench {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch arguments.first {
        case "serve": try await BenchServer.serve()
        case "bare": try await BenchServer.bare()
        case "tune": try SearchBench.tune()
        case "log": try SampleSite.make(Array(arguments.dropFirst()))
        default:
            let wanted =
                arguments.isEmpty ? ["append", "replay", "start", "integrity", "http", "search"] : Array(arguments)
            if wanted.contains("append") { try await AppendBench.run() }
            if wanted.contains("replay") || wanted.contains("start") {
                try await ReplayBench.run(start: wanted.contains("start"))
            }
            if wanted.contains("integrity") { try await IntegrityBench.run() }
            if wanted.contains("http") { try await HTTPBench.run() }
            if wanted.contains("search") { try SearchBench.run() }
            if wanted.contains("postgres") { try await PostgresBench.run() }
        }
    }
}
