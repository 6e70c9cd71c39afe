import ArgumentParser
import Events
import Replay

/// `eaf log key`.
struct LogKeyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Afficher la clé publique qui contrôle les points de contrôle du journal.",
        discussion: """
            Une ligne de la forme <origine>+<identifiant>+<base 64> (C2SP signed-note). À remettre, une fois et par un canal \
            sûr, à qui veut contrôler le journal sans nous croire ; le serveur la donne aussi à l'adresse /api/v1/log/key.
            """)

    @OptionGroup var options: LogOptions

    func run() async throws {
        try await reporting {
            let origin = try options.folder().origin()
            let signer = NoteSigner(name: origin.checkpointOrigin, key: try options.signingKey.read())
            var out = StandardOutput()
            try out.line(signer.verifierKey)
            try out.flush()
            return .success
        }
    }
}
