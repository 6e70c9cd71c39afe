import API
import ArgumentParser
import Events
import Foundation
import UnixSignals

/// `eaf worker`.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker",
        abstract: "Correcteur seul, sur un journal PostgreSQL partagé.",
        discussion: """
            Prend les copies en attente, comme « eaf serve » : chacune n'est prise qu'une fois, par le journal. \
            Affiche « worker ready » quand il est prêt. SIGTERM ou Ctrl-C : rend la copie en cours, puis s'arrête. Les \
            clés (EAF_MASTER_KEY, EAF_SIGNING_KEY) et le stockage des copies sont ceux des autres nœuds.
            """)

    func run() async throws {
        try await starting {
            let launch = try ServerLaunch(overrides: ["EAF_WORKER": "true"])
            let server = try await launch.open()
            try await server.runWorker(signals: [.sigterm, .sigint]) {
                FileHandle.standardOutput.write(Data("worker ready\n".utf8))
            }
        }
    }
}
