import Events
import Foundation
import Projections
import Replay

/// The log and what is derived from it.
extension DoctorCheck {
    /// A checkpoint that is this old while the log grows says that nobody signs.
    private static let checkpointSecondsMax = 60.0

    static let log = DoctorCheck("journal") { installation in
        let log = try installation.log.get()
        let head = log.head
        let (segments, bytes) = log.extent
        let text = "tête \(head.position), \(segments) segment(s), \(bytes) octets"
        let models = try installation.models.get()
        guard models.unknownRecords == 0 else {
            return .noticed(
                "\(text), dont \(models.unknownRecords) enregistrement(s) de types inconnus",
                "une version plus récente a écrit dans ce journal ; « eaf log info » les compte")
        }
        return .fine(text)
    }

    static let fullVerification = DoctorCheck("contrôle complet du journal") { installation in
        guard installation.verifies else {
            return .unverified(
                "chaque octet est relu par « eaf doctor --verify », ou « eaf log verify »\(lastVisit(installation))")
        }
        guard let folder = installation.folder else { throw Installation.Absent(what: "pas encore de journal") }
        let report = try LogVerification.run(folder, from: .zero) { _ in }
        guard let problem = report.problems.first else {
            return .fine("\(report.records) enregistrements, journal intact")
        }
        return .failed(
            "\(report.problemCount) problème(s) ; le premier : \(problem.line)",
            "n'éditez rien ; RUNBOOK, « Journal endommagé »")
    }

    /// The latest signed checkpoint, as published and as the signer remembers it, against the head.
    static let checkpoint = DoctorCheck("point de contrôle signé") { installation in
        let head = try installation.log.get().head
        let places = [
            installation.eventlogDirectory + "/checkpoint", installation.dataDirectory + "/signed-checkpoint",
        ]
        .filter { installation.exists($0) }
        guard !places.isEmpty else {
            return .unverified("pas encore de point de contrôle ; le serveur en signe un, ou « eaf log checkpoint »")
        }
        var signed: [Checkpoint] = []
        for path in places {
            guard let bytes = FileManager.default.contents(atPath: path), let note = try? SignedNote([UInt8](bytes)),
                let checkpoint = try? Checkpoint(note.text)
            else {
                return .failed("\(path) ne se lit pas", "le prochain démarrage le refait depuis l'autre exemplaire")
            }
            signed.append(checkpoint)
        }
        guard let last = signed.max(by: { $0.size < $1.size }) else { return .unverified("pas de point de contrôle") }
        guard last.position <= head.position else {
            return .failed(
                "\(last.origin) signé jusqu'à \(last.size), le journal s'arrête à \(head.position)",
                "le journal a reculé : remettez-le en entier (RUNBOOK, « Journal qui recule »)")
        }
        let pending = head.position.distance(from: last.position)
        guard pending > 0 else { return .fine("\(last.origin), signé jusqu'à la tête") }
        let shown = "\(last.origin), signé jusqu'à \(last.size), \(pending) enregistrement(s) en attente"
        guard installation.server.isLogWritten, installation.now.seconds(since: head.time) > checkpointSecondsMax
        else {
            return .fine(shown)
        }
        return .failed(shown, "le serveur ne signe plus : lisez ses messages, puis redémarrez-le")
    }

    static let snapshots = DoctorCheck("instantanés") { installation in
        let head = try installation.log.get().head.position
        let place = SnapshotPlace(
            dataDirectory: installation.dataDirectory, masterKey: try installation.masterKey.get(), build: "")
        let positions = place.positions
        if let ahead = positions.last(where: { $0 > head }) {
            return .failed(
                "un instantané est à la position \(ahead), le journal s'arrête à \(head)",
                "le journal a reculé : remettez-le en entier (RUNBOOK, « Journal qui recule »)")
        }
        guard let newest = positions.last else {
            return .fine("aucun : le prochain démarrage rejoue \(head) enregistrement(s)")
        }
        let (models, rejected) = try installation.snapshot.get()
        guard let models else {
            return .noticed(
                "aucun utilisable (\(rejected.first?.reason ?? "")) : le prochain démarrage rejoue \(head) enregistrement(s)",
                "rien d'urgent ; serveur arrêté, « eaf rebuild » en refait un")
        }
        return .fine(
            "\(positions.count), le plus récent à \(newest) ; le prochain démarrage rejoue "
                + "\(head.distance(from: models.position)) enregistrement(s)")
    }

    /// When `eaf log verify` last kept the checkpoint that it saw.
    private static func lastVisit(_ installation: Installation) -> String {
        let pins = installation.dataDirectory + "/pins"
        let dates = installation.names(in: pins).compactMap { name in
            try? FileManager.default.attributesOfItem(atPath: "\(pins)/\(name)")[.modificationDate] as? Date
        }
        guard let last = dates.max() else { return " ; jamais contrôlé ici" }
        let time = Timestamp(microseconds: Int64(last.timeIntervalSince1970 * 1_000_000))
        return " ; dernier contrôle ici il y a \(installation.age(time))"
    }
}
