import Postgres

/// Why a database did not do what the log or the vault asked of it.
public struct DatabaseFailure: Error, Equatable, Sendable {
    /// What operators have to know apart.
    public enum Cause: Equatable, Sendable {
        /// No connection could be made, or it broke.
        case unreachable
        /// No answer in time, or a lock that another session kept too long.
        case slow
        /// The server's disk is full.
        case full
        /// A standby, or a server set to read only.
        case readOnly
        /// A wrong password, a missing database, or rights that are missing.
        case denied
        /// The schema is not there, or not as this release knows it.
        case schema
        /// Somebody wrote past the log's lock, or the database refused a record.
        case refused
        case other
    }

    public let cause: Cause
    /// SQLSTATE, when the server answered.
    public let state: String?
    /// The primary message: without values of rows.
    public let message: String

    init(_ cause: Cause, _ message: String, state: String? = nil) {
        self.cause = cause
        self.state = state
        self.message = message
    }

    init(_ error: PostgresError) {
        self.init(Self.cause(of: error), error.message, state: error.state?.code)
    }

    private static func cause(of error: PostgresError) -> Cause {
        switch error.kind {
        // A server that refuses the session says why; whoever else does not answer is not there.
        case .connection: return isDenial(error.state) ? .denied : .unreachable
        case .timeout: return .slow
        case .usage: return .other
        case .server: break
        }
        switch error.state {
        case .readOnlyTransaction?: return .readOnly
        case .lockNotAvailable?, .queryCanceled?, .idleInTransactionTimeout?: return .slow
        case .undefinedTable?, "3F000": return .schema
        case let state where isDenial(state): return .denied
        default: break
        }
        switch error.state?.group {
        case "08", "57": return .unreachable
        case "53": return error.state == .diskFull ? .full : .unreachable
        case "23", "22": return .refused
        default: return .other
        }
    }

    private static func isDenial(_ state: SQLState?) -> Bool {
        switch state {
        case "42501"?, "3D000"?: true
        default: state?.group == "28"
        }
    }

    /// Trying again later may help without anybody doing anything.
    public var isPassing: Bool { [.unreachable, .slow, .readOnly].contains(cause) }

    /// What went wrong, for logs: the code and the server's sentence.
    public var description: String { state.map { "\($0), \(message)" } ?? message }

    /// What went wrong and what to do, in French.
    public var remedy: String {
        switch cause {
        case .unreachable:
            "La base de données ne répond pas : vérifiez le serveur PostgreSQL et DATABASE_URL. (\(description))"
        case .slow:
            "La base de données n'a pas répondu à temps, ou une autre session garde le verrou du journal. (\(description))"
        case .full:
            "Le disque de la base de données est plein : libérez de l'espace, l'écriture reprendra. (\(description))"
        case .readOnly:
            "La base de données est en lecture seule : DATABASE_URL désigne-t-elle le serveur primaire ? (\(description))"
        case .denied:
            "La base de données refuse l'accès : vérifiez l'utilisateur, le mot de passe et les droits (rôle eaf_append). "
                + "(\(description))"
        case .schema:
            "Le schéma « eventlog » manque ou n'est pas celui de cette version : lancez « eaf migrate ». (\(description))"
        case .refused:
            "La base de données a refusé un enregistrement : un autre programme écrit-il dans le journal ? (\(description))"
        case .other: "La base de données a répondu par une erreur. (\(description))"
        }
    }
}
