import API
import ArgumentParser
import Events
import Foundation

/// `eaf erase`.
struct EraseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Effacer une personne (RGPD, article 17) : sa clé est détruite, rien d'elle ne se lit plus.",
        discussion: """
            Définitif : aucune sauvegarde ne ramène la personne. Restent le journal, scellé sous une clé qui n'existe plus, et des \
            notes sans nom dans les moyennes de la classe. Passe par le serveur en marche, ou ouvre le journal s'il est arrêté.
            """)

    @Argument(help: "Adresse électronique ou identifiant (uuid) du compte.")
    var person: String

    @Flag(help: "Ne pas demander de confirmation.")
    var yes = false

    @Flag(help: "Dire seulement ce qui serait touché.")
    var dryRun = false

    @OptionGroup var options: ControlOptions

    func run() async throws {
        try await starting {
            let client = try options.client()
            if dryRun {
                guard let plan = try await client.carryOut(.planErasure(person: person)).plan else { return }
                return try options.show(plan, plan.lines.joined(separator: "\n"))
            }
            if !yes {
                guard isatty(STDIN_FILENO) == 1 else {
                    throw ValidationError("sans terminal, donnez --yes (et d'abord --dry-run)")
                }
                guard let plan = try await client.carryOut(.planErasure(person: person)).plan else { return }
                guard Self.isConfirmed(plan) else {
                    StandardError.line("rien n'a été effacé")
                    throw ExitCode.failure
                }
            }
            guard let erasure = try await client.carryOut(.erase(person: person)).erasure else { return }
            try options.show(erasure, erasure.line)
            if !erasure.residue.isEmpty { throw ExitCode.failure }
        }
    }

    private static func isConfirmed(_ plan: ErasurePlan) -> Bool {
        StandardError.line(plan.lines.joined(separator: "\n"))
        if plan.isLastAdmin { StandardError.line("ATTENTION : c'est le dernier administrateur.") }
        FileHandle.standardError.write(Data("Effacer définitivement ? Tapez « effacer » : ".utf8))
        return readLine(strippingNewline: true)?.trimmingCharacters(in: .whitespaces) == "effacer"
    }
}

extension ErasurePlan {
    /// For people, in French.
    var lines: [String] {
        var lines = [
            "compte         \(account) (\(role?.rawValue ?? "absent du journal : seule sa clé est connue"))",
            "journal        \(records) enregistrement(s) scellé(s) sous sa clé, qui restent, illisibles",
            "sessions       \(sessions) ouverte(s), fermée(s)",
            "épreuves       \(epreuves)",
            "copies         \(copies), dont les notes restent ; \(corrections) correction(s), \(comments) commentaire(s)",
            "fichiers       \(files), supprimé(s)",
            "instantanés    \(snapshots), supprimé(s) ; le serveur en refait un",
        ]
        if openCorrections > 0 { lines.append("en cours       \(openCorrections) correction(s), abandonnée(s)") }
        if let attends { lines.append("classe         \(attends) : la moyenne ne change pas (« Élève effacé »)") }
        if let teaches {
            lines.append(
                "enseigne       \(teaches) : \(pupils) élève(s) y restent, plus personne ne peut s'y inscrire")
        }
        return lines
    }
}

extension Erasure {
    /// For people, in French.
    var line: String {
        let done =
            "compte \(account) effacé : clé détruite, \(sessions) session(s) fermée(s), \(files) fichier(s) et "
            + "\(snapshots) instantané(s) supprimés"
        guard !residue.isEmpty else { return done + " ; plus rien ne se lit" }
        return done + " ; RESTE À SUPPRIMER : \(residue.map(\.rawValue).joined(separator: ", ")) (voir les messages)"
    }
}
