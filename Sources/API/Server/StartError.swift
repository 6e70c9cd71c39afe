public import Events

/// Why the server cannot start.
public enum StartError: Error, Sendable {
    case log(EventLogError)
    case vault(VaultError)
    /// The log, its tree and what was signed of it do not go together.
    case integrity(IntegrityError)
    /// Record 1 says that the log is in a format this release does not know, or carries another name.
    case foreignLog(String)
    /// The log has accounts that the vault knows nothing of: it was lost, or is another one's.
    case incompleteVault(missing: Int, accounts: Int)
    /// The database does not have what this node saw of the log before it stopped; `mark` is the file that says so.
    case lostRecords(EventLogError, mark: String)
    /// The file that says how far this node saw the log is not one that it wrote.
    case damagedMark(path: String)
    /// A witness has cosigned more of this log than there is: the whole directory was rolled back.
    case witnessed(witness: String, size: UInt64, head: LogPosition)
    /// A witness has cosigned another history of this log.
    case contradicted(witness: String, size: UInt64)
    case portTaken(Int)
    /// A worker alone needs a log that it may share.
    case noSharedLog
    case notInstalled(String)
    /// An address or a socket that cannot be listened on.
    case cannotListen(String)
    case other(String)

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch self {
        case .log(let error): error.remedy
        case .vault(let error): error.remedy
        case .incompleteVault(let missing, let accounts):
            "Le coffre (EAF_DATA_DIR/vault) n'a pas la clé de \(missing) compte(s) sur \(accounts) : il manque ou n'est pas celui de ce journal. Remettez-le (RUNBOOK, « Restaurer »)."
        case .integrity(let error): error.remedy
        case .lostRecords(let error, let mark):
            "La base de données n'a plus ce que ce nœud y avait lu avant son arrêt : elle a perdu des écritures confirmées (un réplica en retard, une vieille sauvegarde). \(error.remedy) « \(mark) » le dit ; si la base complète est perdue pour de bon, restaurez, et donnez à chaque nœud un dossier neuf."
        case .damagedMark(let path):
            "Le fichier « \(path) », qui dit jusqu'où ce nœud a vu le journal, est endommagé. Contrôlez le disque ; si la base de données est bien complète, supprimez-le."
        case .witnessed(let witness, let size, let head):
            "Le témoin « \(witness) » a cosigné \(size) enregistrements de ce journal, et il s'arrête ici à la position \(head) : le dossier a été ramené en arrière. Rien n'a été modifié. Remettez le journal complet, ou restaurez en ouvrant une nouvelle ligne de temps (RUNBOOK, « Journal qui recule »)."
        case .contradicted(let witness, let size):
            "Le témoin « \(witness) » a cosigné un autre journal de \(size) enregistrements sous ce nom : celui-ci a été ramené en arrière ou réécrit. Rien n'a été modifié. Remettez le journal complet (RUNBOOK, « Journal qui recule »)."
        case .portTaken(let port):
            "Le port \(port) est déjà pris par un autre programme. Choisissez-en un autre avec PORT ou --port."
        case .noSharedLog:
            "« eaf worker » travaille sur un journal partagé : donnez DATABASE_URL. Sur un journal en fichiers, « eaf serve » corrige lui-même."
        case .foreignLog(let text), .notInstalled(let text), .cannotListen(let text), .other(let text): text
        }
    }
}
