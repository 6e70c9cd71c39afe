import ArgumentParser
import Foundation

/// `eaf demo`.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract:
            "Toute l'histoire sur de vraies copies, avec un journal temporaire : classe, dépôt, correction, rejeu.")

    @Flag(help: "Garde le dossier temporaire (journal, données, messages du serveur).")
    var keep = false

    func run() async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/eaf-demo-\(UUID().uuidString.prefix(8).lowercased())"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        signal(SIGPIPE, SIG_IGN)
        defer { if !keep { try? FileManager.default.removeItem(atPath: folder) } }
        try await starting {
            do {
                let server = DemoServer(folder: folder)
                try server.start()
                var story = try DemoStory(server: server)
                try await story.play()
                DemoText.write("\nDémonstration réussie.\(keep ? " Dossier : \(folder)" : "")")
            } catch let failure as SiteFailure {
                FileHandle.standardError.write(Data("Démonstration interrompue : \(failure.message)\n".utf8))
                throw ExitCode(1)
            }
        }
    }
}
