import API
import Events
import Foundation
import Projections
import Replay

/// Disk, clock, keys and their permissions.
extension DoctorCheck {
    private static let freeBytesMin = 256 << 20
    private static let freeBytesLow = 2 << 30
    private static let freeNodesMin = 1_000
    /// Two computers' clocks may differ a little: a copied log is no alarm.
    private static let aheadSecondsMax = 5.0

    static let disk = DoctorCheck("espace disque") { installation in
        var worst = CheckGrade.passed
        let texts = try [installation.eventlogDirectory, installation.dataDirectory].filter {
            installation.exists($0)
        }
        .map { path in
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
            let free = attributes[.systemFreeSize] as? Int ?? .max
            let nodes = attributes[.systemFreeNodes] as? Int ?? .max
            // Some file systems have no fixed number of inodes and say 0 of 0.
            let hasNodes = (attributes[.systemNodes] as? Int ?? 0) > 0
            if free < freeBytesMin || hasNodes && nodes < freeNodesMin { worst = .failed }
            if worst == .passed, free < freeBytesLow { worst = .noticed }
            return "\(path) : \(free >> 20) Mio libres"
        }
        guard !texts.isEmpty else { return .unverified("ni journal ni données") }
        let text = texts.joined(separator: ", ")
        let remedy = "libérez de la place sans toucher à segments/, vault ni uploads/ (RUNBOOK, « Disque plein »)"
        return switch worst {
        case .failed: .failed(text, remedy)
        case .noticed: .noticed(text, remedy)
        default: .fine(text)
        }
    }

    static let clock = DoctorCheck("horloge") { installation in
        let synced =
            installation.exists("/run/systemd/timesync/synchronized")
            ? "synchronisée (systemd-timesyncd)" : "synchronisation inconnue"
        let head = try installation.log.get().head
        guard head.position > .zero else { return .fine(synced) }
        let ahead = head.time.seconds(since: installation.now)
        guard ahead <= aheadSecondsMax else {
            return .failed(
                "le dernier enregistrement est à \(head.time.milliseconds), \(Int(ahead)) s dans le futur de cette horloge",
                "remettez l'horloge à l'heure (timedatectl, chronyc) ; d'ici là le journal date tout de cette heure-là"
            )
        }
        return .fine("\(synced) ; dernier enregistrement il y a \(installation.age(head.time))")
    }

    static let keys = DoctorCheck("clés et droits") { installation in
        guard installation.exists(installation.dataDirectory) else {
            return .unverified("pas encore de dossier \(installation.dataDirectory)")
        }
        let files = ["master.key", "signing.key", "vault", "control.sock"].map {
            installation.dataDirectory + "/" + $0
        }
        let named = Variables.all.compactMap(\.fileName).compactMap { installation.environment[$0] }
        let owner =
            try FileManager.default.attributesOfItem(atPath: installation.dataDirectory)[.ownerAccountID] as? Int
        var seen = 0
        for path in files + named where installation.exists(path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let mode = attributes[.posixPermissions] as? Int ?? 0
            guard mode & 0o077 == 0 else {
                return .failed(
                    "\(path) est ouvert à d'autres comptes (mode \(String(mode, radix: 8)))",
                    "chmod 600 \(path) ; si d'autres ont pu lire une clé, tenez-la pour connue")
            }
            if files.contains(path), let other = attributes[.ownerAccountID] as? Int, other != owner {
                return .failed(
                    "\(path) appartient au compte \(other), le dossier à \(owner ?? -1)",
                    "chown \(owner ?? -1) \(path) : le serveur ne pourrait pas s'en servir")
            }
            seen += 1
        }
        let mode =
            try FileManager.default.attributesOfItem(atPath: installation.dataDirectory)[.posixPermissions] as? Int
        guard (mode ?? 0) & 0o077 == 0 else {
            return .failed(
                "\(installation.dataDirectory) est ouvert à d'autres comptes (mode \(String(mode ?? 0, radix: 8)))",
                "chmod 700 \(installation.dataDirectory)")
        }
        return .fine("\(seen) fichier(s), réservés à leur propriétaire")
    }

    static let vault = DoctorCheck("coffre") { installation in
        guard installation.folder != nil else { throw Installation.Absent(what: "pas encore de journal") }
        let key = try installation.masterKey.get()
        let accounts = try installation.models.get().accounts
        let found = try VaultKeys.compare(
            with: accounts, dataDirectory: installation.dataDirectory, database: installation.database,
            masterKey: key)
        let text = "\(found.keys) clé(s) pour \(accounts.count) compte(s), \(found.erased) personne(s) effacée(s)"
        guard found.missing == 0 else {
            return .failed(
                "\(text), \(found.missing) compte(s) sans clé",
                "le coffre n'est pas celui de ce journal : remettez-le (RUNBOOK, « Restaurer »)")
        }
        guard found.returned == 0 else {
            return .failed(
                "\(text), \(found.returned) clé(s) de personnes effacées sont revenues avec un coffre plus ancien",
                "redémarrez le serveur, qui les détruit à nouveau ; supprimez les anciennes copies du coffre")
        }
        guard found.unrecorded == 0 else {
            return .noticed(
                "\(text), \(found.unrecorded) effacement(s) pas encore dans le journal",
                "redémarrez le serveur, qui les y inscrit")
        }
        return .fine(text)
    }
}
