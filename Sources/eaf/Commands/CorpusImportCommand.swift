import API
import ArgumentParser
import Foundation
import Search

/// `eaf corpus import`.
struct CorpusImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Ajoute les textes de l'établissement : un dossier de .txt et .md, ou un fichier JSONL.",
        discussion: """
            JSONL : un objet {"id":…,"title":…,"text":…} par ligne. D'un fichier de texte, l'identifiant est son chemin. \
            Tout est lu et vérifié avant d'ajouter quoi que ce soit. Un texte déjà là, identique, reste tel quel ; un autre du \
            même identifiant prend sa place. À côté d'un serveur en marche ou arrêté.
            """)

    @Argument(help: "Dossier, fichier .txt ou .md, ou fichier .jsonl.")
    var path: String

    @Flag(help: "Lire et vérifier, dire ce qui serait ajouté, et n'ajouter rien.")
    var dryRun = false

    @OptionGroup var options: ControlOptions

    private struct Output: Encodable {
        let imported: ControlImport
        let texts: Int
        let notices: [String]
        let dryRun: Bool
    }

    func run() async throws {
        try await starting {
            let read: ImportReader.Result
            do throws(ImportFault) {
                read = try ImportReader.read(path)
            } catch {
                StandardError.line("eaf : \(error.message).")
                throw ExitCode(65)
            }
            for notice in read.notices { StandardError.line("eaf : \(notice).") }
            let client = try options.client()
            let counts = dryRun ? try await plan(read.texts, client) : try await add(read.texts, client)
            let output = Output(
                imported: counts, texts: read.texts.count, notices: read.notices, dryRun: dryRun)
            try options.show(output, Self.line(counts, dryRun: dryRun))
        }
    }

    private func plan(_ texts: [ImportedText], _ client: ControlClient) async throws -> ControlImport {
        var known: [String: String] = [:]
        do {
            for document in try await client.carryOut(.listDocuments).documents ?? [] {
                known[document.name] = document.digest
            }
        } catch is ControlError {
            StandardError.line("eaf : pas de journal ici ; tous les textes seraient nouveaux.")
        }
        var counts = ControlImport()
        for text in texts { counts.count(digest: text.digest, over: known[text.name]) }
        return counts
    }

    private func add(_ texts: [ImportedText], _ client: ControlClient) async throws -> ControlImport {
        var counts = ControlImport()
        var rest = texts[...]
        while !rest.isEmpty {
            let batch = Self.batch(of: rest)
            rest = rest.dropFirst(batch.count)
            let answer = try await client.carryOut(
                .addDocuments(batch.map { ControlDocument(name: $0.name, title: $0.title, text: $0.text) }))
            guard let imported = answer.imported else { continue }
            counts.added += imported.added
            counts.replaced += imported.replaced
            counts.unchanged += imported.unchanged
            if !rest.isEmpty { StandardError.line("eaf : \(texts.count - rest.count) textes sur \(texts.count)") }
        }
        return counts
    }

    /// As many as one request may carry.
    private static func batch(of texts: ArraySlice<ImportedText>) -> ArraySlice<ImportedText> {
        var bytes = 0
        return texts.prefix(ControlImport.textsMax).prefix { text in
            bytes += text.text.utf8.count
            return bytes <= ControlImport.bytesMax
        }
    }

    private static func line(_ counts: ControlImport, dryRun: Bool) -> String {
        let verbs = dryRun ? ("à ajouter", "à remplacer") : ("ajoutés", "remplacés")
        return "\(counts.added) \(verbs.0), \(counts.replaced) \(verbs.1), \(counts.unchanged) inchangés"
    }
}
