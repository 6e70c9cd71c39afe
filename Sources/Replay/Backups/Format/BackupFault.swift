import Events

/// Why a backup cannot be used as it is, or must not be written to.
enum BackupFault: Error, Equatable, Sendable {
    /// There is no manifest.
    case noBackup(store: String)
    /// An object is not what the manifest says, or is not there.
    case damaged(key: String, records: ClosedRange<LogPosition>?, reason: String)
    /// Nobody whom the reader trusts has signed.
    case untrusted(key: String, NoteError)
    /// The format is newer than this release.
    case newerFormat(Int)
    /// The backup is encrypted, and no key was given.
    case noKey
    /// The backup was encrypted with another key.
    case wrongKey
    /// A key is configured, and the backup is not encrypted.
    case notEncrypted(store: String)
    /// The backup is another log's, or another timeline's.
    case otherLog(expected: String, found: String)
    /// The backup goes further than the log: the log was rolled back, or is another one.
    case aheadOfLog(backup: LogPosition, log: LogPosition)
    /// Log and backup have different records at a position that both have.
    case otherHistory(at: LogPosition)
    /// The place gave out an earlier manifest than the one that was last written there.
    case olderManifest(found: Int, written: Int)
    /// Another process writes to the same place.
    case otherShipper(store: String)
    case store(BackupStoreError)
    /// The place of the copies' files does not do its part.
    case copies(place: String, BackupStoreError)

    var status: ExitStatus {
        switch self {
        case .noBackup: .noInput
        case .damaged, .untrusted, .newerFormat, .aheadOfLog, .otherHistory, .olderManifest: .badData
        case .noKey, .wrongKey, .notEncrypted, .otherLog: .configuration
        case .otherShipper: .tryAgain
        case .store(let error), .copies(_, let error): ReplayFailure(error).status
        }
    }

    /// What went wrong and what to do, in French.
    var remedy: String {
        switch self {
        case .noBackup(let store):
            "Aucune sauvegarde dans \(store) : l'objet « \(ObjectName.manifest) » n'y est pas. Vérifiez l'adresse."
        case .damaged(let key, let records, let reason):
            "Sauvegarde endommagée : objet « \(key) »\(Self.text(records)) : \(reason). Rien n'a été remplacé. "
                + "Si une seconde sauvegarde du même journal existe, ajoutez --repair-from."
        case .untrusted(let key, let error):
            "L'objet « \(key) » n'est pas digne de confiance : \(error.explanation). Donnez la clé publique du journal "
                + "(--key), la clé EAF_SIGNING_KEY, ou, si vous savez d'où vient la sauvegarde, --trust-backup-key."
        case .newerFormat(let format):
            "Sauvegarde de format \(format), plus récent que cette version du programme. Utilisez celle qui l'a écrite."
        case .noKey:
            "La sauvegarde est chiffrée. Donnez sa clé : EAF_BACKUP_KEY ou EAF_BACKUP_KEY_FILE."
        case .wrongKey:
            "EAF_BACKUP_KEY n'est pas la clé de cette sauvegarde, ou le manifeste a été altéré."
        case .notEncrypted(let store):
            "EAF_BACKUP_KEY est donnée, mais la sauvegarde dans \(store) n'est pas chiffrée. Choisissez une autre "
                + "destination pour commencer une sauvegarde chiffrée, ou retirez la clé."
        case .otherLog(let expected, let found):
            "La sauvegarde est celle du journal « \(found) », pas de « \(expected) ». Choisissez une autre destination "
                + "(une nouvelle ligne de temps a la sienne), ou corrigez EAF_EVENTLOG_DIR."
        case .aheadOfLog(let backup, let log):
            "La sauvegarde va jusqu'à la position \(backup) et le journal s'arrête à \(log) : le journal a reculé, ou ce "
                + "n'est pas le bon. Rien n'a été envoyé. Restaurez depuis cette sauvegarde (« eaf restore »), ou choisissez "
                + "une autre destination si ce recul est voulu."
        case .otherHistory(let position):
            "Le journal et la sauvegarde ne disent pas la même chose à la position \(position) : l'un des deux a été "
                + "réécrit. Rien n'a été envoyé. Lancez « eaf log verify » et « eaf drill », gardez les deux, et choisissez une "
                + "autre destination."
        case .olderManifest(let found, let written):
            "La destination rend le manifeste n° \(found) alors que le n° \(written) y a été écrit : une version ancienne a "
                + "été remise à sa place, ou la destination a perdu des données. Rien n'a été envoyé. Vérifiez-la ; pour "
                + "repartir de ce qu'elle rend, supprimez l'état local indiqué par « eaf ship --status »."
        case .otherShipper(let store):
            "Un autre « eaf ship » écrit dans \(store). Arrêtez l'un des deux."
        case .store(let error): error.remedy
        case .copies(let place, let error):
            "Le stockage des copies (\(place)) fait défaut : \(error.explanation). Vérifiez-le (« eaf doctor »), puis relancez : "
                + "rien de ce qui est fait n'est refait."
        }
    }

    private static func text(_ records: ClosedRange<LogPosition>?) -> String {
        records.map { ", positions \($0.lowerBound) à \($0.upperBound)" } ?? ""
    }
}
