import ArgumentParser
import Events
import Foundation
import Replay

/// How a log is held against what it has published.
struct AuditOptions: ParsableArguments {
    /// How thorough.
    enum Mode: String, ExpressibleByArgument, CaseIterable { case light, sample, full }

    @Option(
        help: "light : continuité des points de contrôle ; sample : preuves d'un échantillon ; full : chaque octet.")
    var mode = Mode.full

    @Option(
        help: ArgumentHelp(
            "Clé publique du journal (« eaf log key »). Sans elle, celle de la clé de signature de ce dossier de données : "
                + "elle ne protège pas d'un exploitant malhonnête.", valueName: "vkey"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "Fichier du point de contrôle vu à la dernière visite (par défaut : EAF_DATA_DIR/pins/…).",
            valueName: "fichier"))
    var pin: String?

    @Flag(help: "Ne pas comparer avec la dernière visite, et ne rien garder de celle-ci.")
    var noPin = false

    @Flag(help: "Admettre qu'une restauration a ouvert une nouvelle chronologie.")
    var acceptTimeline = false

    @Option(help: "Mode sample : combien d'enregistrements prouver.")
    var samples = 1_000

    @Option(help: "Mode sample : prouver aussi tous les enregistrements de ce sujet (« copie/<uuid> »).")
    var subject: String?

    @Option(help: "Mode sample : graine du tirage, pour le refaire.")
    var seed: UInt64?

    @Option(
        help: ArgumentHelp(
            "Mode light : journal publié à cette adresse (« https://eaf.example.fr ») au lieu du dossier.",
            valueName: "url"))
    var url: String?

    func validate() throws {
        guard (1...SampleAudit.samplesMax).contains(samples) else {
            throw ValidationError("--samples : de 1 à \(SampleAudit.samplesMax).")
        }
        guard url == nil || mode == .light else {
            throw ValidationError("--url ne va qu'avec --mode light : les autres modes lisent le journal lui-même.")
        }
        guard url == nil || key != nil && (pin != nil || noPin) else {
            throw ValidationError("--url demande --key et --pin (ou --no-pin).")
        }
        guard subject == nil || mode == .sample else {
            throw ValidationError("--subject ne va qu'avec --mode sample.")
        }
        if let key { _ = try Self.verifier(key) }
    }

    /// The audit that was asked for; nil when the log has published nothing and nothing was asked of it.
    func audit(of publication: some Publication, _ options: LogOptions) async throws -> CheckpointAudit? {
        let verifier: NoteVerifier
        if let key {
            verifier = try Self.verifier(key)
        } else {
            guard let note = try await publication.checkpoint() else { return nil }
            let origin = note.text.prefix { $0 != "\n" }
            verifier = NoteSigner(name: String(origin), key: try options.signingKey.read()).verifier
        }
        let kept =
            pin.map { PinnedCheckpoint(path: $0) }
            ?? PinnedCheckpoint(of: verifier, dataDirectory: options.dataDirectory)
        return CheckpointAudit(
            publication, verifier: verifier, pin: noPin ? nil : kept, acceptsTimeline: acceptTimeline)
    }

    private static func verifier(_ text: String) throws -> NoteVerifier {
        do throws(NoteError) {
            return try NoteVerifier(text)
        } catch {
            throw ValidationError("--key : \(error.explanation).")
        }
    }
}
