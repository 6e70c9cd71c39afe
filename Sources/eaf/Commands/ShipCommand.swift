import ArgumentParser
import Events
import Foundation
import Replay

/// `eaf ship`.
struct ShipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ship",
        abstract: "Envoyer journal, fichiers et coffre vers une sauvegarde, une fois ou en continu.",
        discussion: """
            À côté du serveur, en marche ou non : ses fichiers ne sont que lus. Ce qui est déjà envoyé ne l'est pas de \
            nouveau ; une interruption, même brutale, ne coûte que la suite. Avec EAF_BACKUP_KEY (ou EAF_BACKUP_KEY_FILE), tout est \
            chiffré avant de partir. Aucun droit de suppression n'est nécessaire, sauf pour --prune. Les clés \
            « master.key » et « signing.key » ne partent jamais : gardez-les ailleurs.
            Code de sortie : 0 ; 1 si des fichiers nommés par le journal manquent ; 65 si journal et sauvegarde ne vont pas \
            ensemble ; 69 si la destination ne répond pas ; 75 si un autre envoi est en cours.
            """)

    @OptionGroup var options: LogOptions

    @Option(help: ArgumentHelp("Destination.", valueName: "dossier|s3://compartiment/préfixe"))
    var to: String?

    @Flag(help: "Rester, et envoyer chaque nouvel enregistrement en moins d'une seconde (arrêt : SIGTERM ou Ctrl-C).")
    var follow = false

    @Flag(help: "Dire seulement où en sont les envois : l'âge mesuré du premier enregistrement qui n'est pas parti.")
    var status = false

    @Flag(help: "Supprimer aussi ce qu'aucun manifeste ne nomme plus depuis un jour.")
    var prune = false

    @Flag(help: "Sortie JSON.")
    var json = false

    func validate() throws {
        if to == nil, !status { throw ValidationError("Donnez --to (ou --status).") }
        if status, follow || prune { throw ValidationError("--status va seul.") }
    }

    func run() async throws {
        try await reporting {
            if status { return try showStatus() }
            guard let to else { return .usage }
            let source = ShipSource(
                folder: try options.folder(), dataDirectory: options.dataDirectory, files: POSIXFiles(),
                mirror: try options.mirror(), blobs: try options.blobs())
            let keys = BackupKeys(environment: ProcessInfo.processInfo.environment)
            let place = ShipPlace(target: to, dataDirectory: options.dataDirectory, files: POSIXFiles())
            try BackupPlace.makeFolder(at: to, for: place)
            let signal = StopSignal()
            let shipping = Shipping(
                source, to: try store(at: to, place, signal), place: place,
                signingKey: try options.signingKey.read(),
                cipher: try keys.cipher(), prunes: prune, now: { .now })
            return try await follow ? go(on: shipping, signal) : once(shipping)
        }
    }

    private func store(at to: String, _ place: ShipPlace, _ signal: StopSignal) throws -> any BackupStore {
        guard follow else { return try BackupPlace.patientStore(at: to) }
        return PatientStore(try BackupPlace.store(at: to), patience: .endless) { wait in
            try? place.note(failure: wait.error, at: .now)
            StandardError.line("eaf : \(wait.error.remedy) Nouvel essai dans \(Int(wait.seconds.rounded(.up))) s.")
        } sleep: { seconds in
            try await signal.wait(seconds)
        }
    }

    private func once(_ shipping: Shipping) async throws -> ExitStatus {
        let meter = ProgressMeter()
        let report = try await shipping.once { meter.show($0) }
        meter.end()
        try show(report)
        return report.missingBlobs.isEmpty ? .success : .problems
    }

    private func go(on shipping: Shipping, _ signal: StopSignal) async throws -> ExitStatus {
        async let watch: Void = signal.stopAtTermination()
        var shown: ContinuousClock.Instant?
        try await shipping.follow {
            try await signal.wait($0)
        } report: { report in
            // A line a minute says that all is well; `--status` says how well.
            guard shown.map({ .now - $0 >= .seconds(60) }) ?? true else { return }
            shown = .now
            try show(report)
        } failed: { message in
            StandardError.line("eaf : \(message)")
        }
        signal.stop()
        await watch
        return .success
    }

    private func show(_ report: ShipReport) throws {
        var out = StandardOutput()
        if json {
            try out.line(try CanonicalJSON.encode(report))
        } else {
            for line in Self.lines(report) { try out.line(line) }
        }
        try out.flush()
    }

    private static func lines(_ report: ShipReport) -> [String] {
        var lines = [
            report.manifests == 0
                ? "rien à envoyer : la sauvegarde va jusqu'à la position \(report.position), manifeste n° \(report.sequence)"
                : "envoyé jusqu'à la position \(report.position) : \(report.movedObjects) objets, \(report.movedBytes) octets, "
                    + "manifeste n° \(report.sequence)"
        ]
        lines += report.warnings.map { "avertissement  \($0)" }
        if !report.missingBlobs.isEmpty {
            lines.append(
                "MANQUENT       \(report.missingBlobs.count) fichiers nommés par le journal, absents ou endommagés : "
                    + report.missingBlobs.prefix(3).joined(separator: ", "))
        }
        if report.pruned > 0 { lines.append("supprimés      \(report.pruned) objets périmés") }
        return lines
    }

    private func showStatus() throws -> ExitStatus {
        let log = try options.folder().open()
        let all = try ShipStatus.all(dataDirectory: options.dataDirectory, log: log, now: .now)
            .filter { to == nil || $0.target == to }
        guard !all.isEmpty else {
            throw ReplayFailure(.noInput, "Aucun envoi connu sous « \(options.dataDirectory)/ship ».")
        }
        var out = StandardOutput()
        for one in all {
            if json {
                try out.line(try CanonicalJSON.encode(one))
            } else {
                for line in Self.lines(one) { try out.line(line) }
            }
        }
        try out.flush()
        return .success
    }

    private static func lines(_ status: ShipStatus) -> [String] {
        var lines = [
            "destination  \(status.target)",
            "retard       \((status.ageSeconds * 10).rounded() / 10) s (position \(status.position) sur \(status.head))",
            "manifeste    n° \(status.sequence), \(status.shippedAt ?? "aucun encore")",
            "état local   \(status.statePath)",
        ]
        if let failure = status.failure {
            lines.append("EN ÉCHEC     depuis \(failure.since), \(failure.attempts) essais : \(failure.reason)")
        }
        return lines
    }
}
