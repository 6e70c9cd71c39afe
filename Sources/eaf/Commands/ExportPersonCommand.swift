import API
import ArgumentParser
import Foundation

/// `eaf export-person`.
struct ExportPersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export-person",
        abstract:
            "Donner à une personne tout ce qui est conservé d'elle (RGPD, articles 15 et 20), en une archive ZIP.",
        discussion: """
            L'archive contient un LISEZMOI, du JSON et les fichiers des copies, en clair : remettez-la à la personne et à elle \
            seule. L'export est noté dans le journal. Passe par le serveur en marche, ou ouvre le journal s'il est arrêté.
            """)

    @Argument(help: "Adresse électronique ou identifiant (uuid) du compte.")
    var person: String

    @Option(help: "Fichier .zip à créer, dossier existant où le créer, ou « - » pour la sortie standard.")
    var to: String

    @OptionGroup var options: ControlOptions

    private struct Output: Encodable {
        let path: String
        let bytes: Int
    }

    func validate() throws {
        if to == "-", isatty(STDOUT_FILENO) == 1 {
            throw ValidationError("--to - : la sortie standard est un terminal ; redirigez-la, ou nommez un fichier")
        }
        if to == "-", options.json { throw ValidationError("--json ne va pas avec --to -.") }
    }

    func run() async throws {
        try await starting {
            let target = try ExportTarget(to)
            do {
                try await options.client().exportPerson(person) { target.take($0) }
                try target.finish()
            } catch {
                target.abandon()
                throw target.failure ?? error
            }
            guard let path = target.path else { return }
            try options.show(
                Output(path: path, bytes: target.byteCount), "export écrit : \(path) (\(target.byteCount) octets)")
        }
    }
}
