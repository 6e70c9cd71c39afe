import Foundation

/// Measurements of the backbone, always as ratios of one run: `eaf-bench [append] [replay] [start] [http]
/// [postgres]`; the last one needs a server (`scripts/with-postgres.sh`).
@main
struct EAFBench {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch arguments.first {
        case "serve": try await BenchServer.serve()
        case "bare": try await BenchServer.bare()
        default:
            let wanted = arguments.isEmpty ? ["append", "replay", "start", "http"] : Array(arguments)
            if wanted.contains("append") { try await AppendBench.run() }
            if wanted.contains("replay") || wanted.contains("start") {
                try await ReplayBench.run(start: wanted.contains("start"))
            }
            if wanted.contains("http") { try await HTTPBench.run() }
            if wanted.contains("postgres") { try await PostgresBench.run() }
        }
    }
}
