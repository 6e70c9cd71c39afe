import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restaurer une sauvegarde dans un dossier neuf, jusqu'à sa fin ou jusqu'à un moment passé.",
        discussion: """
            Le dossier apparaît d'un coup, une fois vérifiés chaque enregistrement, chaque fichier et l'arbre signé ; il contient \
            « eventlog » et « .data ». Rien n'est jamais écrasé ; une restauration interrompue reprend où elle en était, et la \
            même commande donne les mêmes octets. La cible recule au dernier commit entier ; au-delà de la fin, c'est la fin. \
            S'arrêter avant la fin ouvre une nouvelle ligne de temps, ce qui s'inscrit dans le journal : --reason est alors \
            nécessaire. Vers postgres://…, journal et coffre vont ensuite du dossier dans la base, qui doit être neuve. \
            Le coffre est toujours l'actuel : une personne effacée depuis revient effacée.
            Code de sortie : 65 si la sauvegarde est endommagée (objet et positions nommés), 73 si le dossier existe, 78 si une \
            clé manque ou n'est pas la bonne.
            """)

    @Option(help: ArgumentHelp("Sauvegarde.", valueName: "dossier|s3://compartiment/préfixe"))
    var from: String

    @Option(help: ArgumentHelp("Dossier à créer, ou base neuve.", valueName: "dossier|postgres://…"))
    var into: String

    @Option(help: "Avec une base : dossier à créer pour ce qui n'y va pas (copies, tuiles, instantanés).")
    var folder: String?

    @Option(
        help:
            "Cible : position (4211), heure RFC 3339 avec décalage, durée écoulée (90s, 5m, 2h, 3d), ou « checkpoint »."
    )
    var until: String?

    @Flag(help: "Dire seulement ce qui serait fait.")
    var dryRun = false

    @Flag(help: "Sortie JSON.")
    var json = false

    @Option(help: "Seconde sauvegarde du même journal, pour remplacer ce qui est endommagé dans la première.")
    var repairFrom: String?

    @Option(help: "Pourquoi des enregistrements sont abandonnés ; s'inscrit dans le journal.")
    var reason: String?

    @Flag(
        help:
            "Ouvrir une nouvelle ligne de temps même à la fin : le journal perdu était allé plus loin que la sauvegarde."
    )
    var newTimeline = false

    @Option(help: "Dossier d'où copier « master.key » et « signing.key ».")
    var keysFrom: String?

    @Flag(help: "Se passer des instantanés de la sauvegarde.")
    var withoutSnapshots = false

    @OptionGroup var trust: TrustOptions

    func validate() throws {
        _ = try target()
        guard (LogPlace(into).url == nil) == (folder == nil) else {
            throw ValidationError("--into postgres://… demande --folder, qui ne va qu'avec lui.")
        }
    }

    /// The folder that appears.
    private var place: String { folder ?? into }

    private func target() throws -> RestoreTarget {
        guard let until else { return .replay(.latest) }
        do throws(ReplayTargetError) { return try RestoreTarget(until) } catch {
            throw ValidationError("\(error.rule) Ou « checkpoint ».")
        }
    }

    func run() async throws {
        try await reporting {
            let keys = BackupKeys(environment: ProcessInfo.processInfo.environment)
            let restore = try await Restore(
                from: try BackupPlace.patientStore(at: from),
                spare: try repairFrom.map { try BackupPlace.patientStore(at: $0) },
                trust: try trust.trust(keys, directories: [keysFrom].compactMap { $0 }), key: try keys.cipher(),
                options: RestoreOptions(
                    target: try target(), into: place, reason: reason, opensTimeline: newTimeline, keysFrom: keysFrom,
                    skipsSnapshots: withoutSnapshots, folds: false, checksTiles: false,
                    operatorName: NSUserName()),
                now: .now, files: POSIXFiles())
            var out = StandardOutput()
            if dryRun {
                if json {
                    try out.line(try CanonicalJSON.encode(restore.plan))
                } else {
                    for line in RestoreText.lines(restore.plan) { try out.line(line) }
                }
            } else {
                let database = try LogPlace(into).url.map { try DatabaseRestore(into: $0, folder: place) }
                let began = ContinuousClock.now
                let meter = ProgressMeter()
                let report = try await restore.run { meter.show($0) }
                try database?.run { meter.show($0) }
                meter.end()
                let seconds = (ContinuousClock.now - began) / .seconds(1)
                if json {
                    try out.line(try CanonicalJSON.encode(report))
                } else {
                    for line in RestoreText.lines(
                        report, into: place, isInDatabase: database != nil, seconds: seconds)
                    { try out.line(line) }
                }
            }
            try out.flush()
            return .success
        }
    }
}
