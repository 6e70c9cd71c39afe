import ArgumentParser
import Foundation
import Replay

/// `eaf smoke`.
struct SmokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smoke",
        abstract: "Contrôles après un démarrage : visite un serveur en marche comme le ferait un navigateur.",
        discussion: """
            Inscrit un élève et un enseignant jetables (smoke-…@eaf.invalid), dépose une copie, attend sa correction, lit le \
            tableau de bord, puis efface les comptes. Une ligne par contrôle : ✓ réussi, ✗ échec, – non vérifié. Code de \
            sortie : 0 sans échec, sinon 1.
            """)

    @Argument(help: "Origine du serveur : http://127.0.0.1:3000 ou https://eaf.example.fr.")
    var url: String

    @Option(
        help: """
            Code d'invitation d'enseignant (eaf invite enseignant). Sans lui, sur la machine du serveur, la commande en demande \
            un par EAF_DATA_DIR/control.sock.
            """)
    var invitation: String?

    @Option(help: "Secondes laissées à la correction.")
    var correctionSeconds = 120

    @Flag(help: "Sortie JSON.")
    var json = false

    func validate() throws {
        _ = try origin()
        if !(1...3_600).contains(correctionSeconds) { throw ValidationError("--correction-seconds : de 1 à 3600.") }
    }

    private func origin() throws -> String {
        guard let parts = URLComponents(string: url), ["http", "https"].contains(parts.scheme), parts.host != nil,
            ["", "/"].contains(parts.path), parts.query == nil, parts.user == nil
        else { throw ValidationError("« \(url) » n'est pas l'origine d'un site : http://HÔTE:PORT ou https://HÔTE.") }
        return url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    func run() async throws {
        try await reporting {
            let settings = SmokeVisit.Settings(
                origin: try origin(), invitation: invitation, correctionSecondsMax: correctionSeconds)
            var printer = CheckPrinter(json: json, width: SmokeStep.all.map(\.name.count).max() ?? 0)
            let report = try await SmokeRun.run(settings) { try printer.show($0) }
            try printer.finish(report)
            return report.hasFailed ? .problems : .success
        }
    }
}
