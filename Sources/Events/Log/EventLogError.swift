/// Why the log could not be read or written.
public enum EventLogError: Error, Equatable, Sendable {
    /// The stored bytes are not what was written. Nobody goes on; an operator restores or repairs.
    case corrupt(LogDamage)
    /// The record is intact, but its payload is not of its type's shape.
    case unreadable(LogPosition, PayloadError)
    /// Segments do not follow each other: one is missing or misplaced.
    case missingSegment(expected: LogPosition, found: LogPosition)
    /// The log ends before a position that was durable once, for example one that a snapshot covers.
    case rolledBack(head: LogPosition, floor: LogPosition)
    /// Another process writes this log.
    case locked(path: String)
    /// The position lies beyond the head, or before the first record.
    case noSuchRecord(LogPosition)
    /// The system refused a call; `full` is ENOSPC or EDQUOT.
    case io(FileError)
    /// An earlier write or sync failed: nothing is appended until the log was reopened from disk.
    case dead(FileError)
    /// The log was opened for reading only.
    case readOnly
    /// The database did not do what was asked: nothing of it happened.
    case database(DatabaseFailure)
    /// The connection broke during a commit, and what became of it could not be found out in time. The records may be there: the
    /// next turn hands them over then, and a command repeated under its idempotency key finds them.
    case outcomeUnknown(DatabaseFailure)
    /// At this position the database holds another record than the one that was seen there as durable.
    case diverged(LogPosition)

    /// What went wrong and what to do, in French: operators read it.
    public var remedy: String {
        switch self {
        case .corrupt(let damage):
            "Journal endommagé (\(damage.description)). Rien n'a été modifié. Restaurez depuis une sauvegarde (RUNBOOK, « Restaurer »)."
        case .unreadable(let position, let error):
            "L'enregistrement \(position) est intact mais illisible (\(error.description)). Utilisez la version qui l'a écrit."
        case .missingSegment(let expected, let found):
            "Il manque un segment du journal : position \(expected) attendue, \(found) trouvée. Remettez le fichier ou restaurez."
        case .rolledBack(let head, let floor):
            "Le journal s'arrête à la position \(head) alors que la position \(floor) a déjà été confirmée : il a été ramené en arrière. Remettez le journal complet (RUNBOOK, « Restaurer »)."
        case .locked(let path): "Un autre processus écrit dans ce journal (\(path)). Arrêtez-le d'abord."
        case .noSuchRecord(let position): "Le journal n'a pas d'enregistrement à la position \(position)."
        case .io(let error), .dead(let error):
            error.isFull
                ? "Disque plein : libérez de l'espace, l'écriture reprendra d'elle-même. (\(error.description))"
                : "Le système a refusé une opération sur le journal : \(error.description)."
        case .readOnly: "Le journal est ouvert en lecture seule."
        case .database(let failure): failure.remedy
        case .outcomeUnknown(let failure):
            "La base de données n'a pas confirmé l'écriture, qui a peut-être eu lieu ; elle sera relue à la prochaine écriture. "
                + failure.remedy
        case .diverged(let position):
            "À la position \(position), la base de données contient un autre enregistrement que celui qui était confirmé : elle a été "
                + "restaurée ou remplacée. Remettez la base complète, ou redémarrez après avoir restauré (RUNBOOK, « Restaurer »)."
        }
    }
}
