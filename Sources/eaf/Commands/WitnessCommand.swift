import API
import ArgumentParser
import Events
import Foundation
import Logging
import UnixSignals

/// `eaf witness`.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Témoin de journaux : cosigne leurs points de contrôle (C2SP tlog-witness).",
        subcommands: [Serve.self])

    /// `eaf witness serve`.
    struct Serve: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Répond aux demandes de cosignature.",
            discussion: """
                Un témoin ne cosigne un journal que comme la suite de ce qu'il en a cosigné : qui montre deux journaux \
                différents, ou ramène le sien en arrière, est découvert. Il se tient ailleurs que le journal, chez \
                quelqu'un d'autre. L'état et la clé sont créés la première fois ; perdre l'état, c'est changer de clé et de \
                nom. Affiche sa clé publique, puis « listening on http://HÔTE:PORT ».
                """)

        @Option(help: "Adresse et port d'écoute, par exemple 127.0.0.1:3100 ; port 0 pour un port libre.")
        var listen: String

        @Option(help: "Fichier de l'état : ce qui a été cosigné en dernier, journal par journal.")
        var state: String

        @Option(help: "Fichier de la clé Ed25519 (mode 0600).")
        var keyFile: String

        @Option(help: "Nom sous lequel le témoin signe, par exemple temoin.example/w1.")
        var name: String

        @Option(
            help: "Clé publique (vkey) d'un journal suivi ; peut être répétée. Un serveur la donne à /api/v1/log/key."
        )
        var log: [String]

        func validate() throws { _ = try configuration() }

        func run() async throws {
            try await starting {
                LoggingSystem.bootstrap { label in
                    JSONLogHandler(
                        label: label, level: .info, metadataProvider: nil, sink: DescriptorLogSink.standardError)
                }
                let server = try WitnessServer(try configuration(), logger: Logger(label: "eaf.witness"))
                FileHandle.standardOutput.write(Data("\(server.verifierKey)\n".utf8))
                try await server.run(signals: [.sigterm, .sigint]) { host, port in
                    let name = host.contains(":") ? "[\(host)]" : host
                    FileHandle.standardOutput.write(Data("listening on http://\(name):\(port)\n".utf8))
                }
            }
        }

        private func configuration() throws -> WitnessServer.Configuration {
            guard let colon = listen.lastIndex(of: ":"), colon > listen.startIndex,
                let port = Int(listen[listen.index(after: colon)...]), (0...65_535).contains(port)
            else { throw ValidationError("--listen : HÔTE:PORT est attendu, pas « \(listen) ».") }
            guard NoteSigner.isName(name) else {
                throw ValidationError("--name : un nom sans espace ni « + » est attendu, pas « \(name) ».")
            }
            guard !log.isEmpty else { throw ValidationError("--log : au moins une clé publique est attendue.") }
            let logs = try log.map { text in
                guard let verifier = try? NoteVerifier(text), verifier.kind == .note else {
                    throw ValidationError(
                        "--log : « \(text) » n'est pas la clé publique d'un journal (nom+identifiant+base 64).")
                }
                return verifier
            }
            let host = listen[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
            return .init(host: host, port: port, statePath: state, keyPath: keyFile, name: name, logs: logs)
        }
    }
}
