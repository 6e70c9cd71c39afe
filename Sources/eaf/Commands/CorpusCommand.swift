import API
import ArgumentParser
import Events
import Foundation
import Replay
import Search

/// `eaf corpus`.
struct CorpusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "corpus",
        abstract:
            "Bibliothèque : ajouter les textes de l'établissement, les lister, les retirer ; évaluer la recherche.",
        subcommands: [CorpusImportCommand.self, List.self, Remove.self, CorpusSearchCommand.self])

    /// `eaf corpus list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Liste les textes de l'établissement.")

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let answer = try await options.carryOut(.listDocuments)
                let lines = (answer.documents ?? []).map { document in
                    "\(document.name)  \(document.bytes) octets  v\(document.version)  \(document.addedAt)  \(document.title)"
                }
                try options.show(answer, lines.isEmpty ? "aucun texte" : lines.joined(separator: "\n"))
            }
        }
    }

    /// `eaf corpus remove`.
    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Retire un texte de l'établissement de la bibliothèque ; le journal garde qu'il y était.")

        @Argument(help: "Identifiant, comme « eaf corpus list » le donne.")
        var id: String

        @OptionGroup var options: ControlOptions

        func run() async throws {
            try await starting {
                let answer = try await options.carryOut(.removeDocument(name: id))
                try options.show(answer, "texte \(id) retiré")
            }
        }
    }
}
