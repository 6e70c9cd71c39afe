import API
import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf drill`.
struct DrillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drill",
        abstract: "Éprouver une sauvegarde : la restaurer à côté, la vérifier, la rejouer, la comparer au journal.",
        discussion: """
            À côté du serveur, en marche ou non. Le résultat s'inscrit dans le journal (fr.eaf.backup.drilled.v1) ; « eaf \
            doctor » se plaint quand le dernier essai réussi a plus de 7 jours. Il faut la place d'une restauration à côté de \
            EAF_DATA_DIR ; elle est rendue à la fin.
            Code de sortie : 0 si tout est pareil, 1 sinon.
            """)

    @Option(help: ArgumentHelp("Sauvegarde.", valueName: "dossier|s3://compartiment/préfixe"))
    var from: String

    @OptionGroup var options: ControlOptions
    @OptionGroup var trust: TrustOptions

    private struct Output: Encodable {
        let succeeded: Bool
        let manifest: String
        let position: LogPosition
        let digest: String
        let bytes: Int
        let milliseconds: Int
        let problem: String?
    }

    func run() async throws {
        try await reporting {
            let keys = BackupKeys(environment: ProcessInfo.processInfo.environment)
            let log = options.logOptions
            let source = ShipSource(
                folder: try log.folder(), dataDirectory: log.dataDirectory, files: POSIXFiles(),
                mirror: try log.mirror(), blobs: try log.blobs())
            let drill = Drill(
                source, from: try BackupPlace.patientStore(at: from),
                place: ShipPlace(target: from, dataDirectory: log.dataDirectory, files: POSIXFiles()),
                trust: try trust.trust(keys, directories: [log.dataDirectory]), key: try keys.cipher(),
                files: POSIXFiles(), now: .now)
            let meter = ProgressMeter()
            let outcome = try await drill.run { meter.show($0) }
            meter.end()
            try await starting { _ = try await options.carryOut(.recordDrill(ControlDrill(outcome.drilled))) }
            try show(outcome)
            return outcome.problem == nil ? .success : .problems
        }
    }

    private func show(_ outcome: Drill.Outcome) throws {
        let drilled = outcome.drilled
        var out = StandardOutput()
        if options.json {
            try out.line(
                try CanonicalJSON.encode(
                    Output(
                        succeeded: drilled.succeeded, manifest: drilled.from, position: drilled.position,
                        digest: drilled.digest, bytes: drilled.bytes, milliseconds: drilled.milliseconds,
                        problem: outcome.problem)))
        } else if let problem = outcome.problem {
            try out.line("ÉCHEC de l'essai : \(problem)")
        } else {
            try out.line(
                "essai réussi : position \(drilled.position), \(drilled.bytes) octets restaurés, vérifiés, rejoués et "
                    + "comparés en \(Double(drilled.milliseconds / 100) / 10) s")
            try out.line("empreinte      \(drilled.digest)")
        }
        try out.flush()
    }
}
