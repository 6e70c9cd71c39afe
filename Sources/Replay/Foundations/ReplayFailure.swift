import Events
import Foundation
import Projections

/// Why a command could not do its work: a sentence for operators, in French, and the status to exit with.
public struct ReplayFailure: Error, Equatable, Sendable {
    public let status: ExitStatus
    public let message: String

    /// Takes both.
    public init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// The failure behind any error that the library below throws.
    public init(_ error: any Error) {
        switch error {
        case let error as ReplayFailure: self = error
        case let error as EventLogError: self.init(Self.status(of: error), error.remedy)
        case let error as BackupFault: self.init(error.status, error.remedy)
        case let error as VaultError: self.init(Self.status(of: error), error.remedy)
        case let error as TileError: self.init(.badData, error.remedy)
        case let error as NoteError: self.init(.badData, "\(error.explanation.capitalizedFirst).")
        case let error as ProofError: self.init(.badData, "\(error.explanation.capitalizedFirst).")
        case let error as IntegrityError: self.init(Self.status(of: error), error.remedy)
        case let error as BackupStoreError: self.init(Self.status(of: error), error.remedy)
        case let error as FileError:
            self.init(Self.status(of: error), "Le système a refusé une opération : \(error.description).")
        case let error as RecordDefect:
            self.init(.badData, "Enregistrement endommagé : \(error.french). Lancez « eaf log verify ».")
        case let error as PayloadError:
            self.init(.badData, "Contenu d'enregistrement illisible : \(error.description).")
        case is SnapshotError:
            self.init(.software, "Une vue ne connaît pas la forme de son modèle : défaut de cette version.")
        default: self.init(.software, "Erreur interne : \(error).")
        }
    }

    /// A directory that has to be there is not; `variable` says where to set it.
    public static func missingDirectory(_ path: String, _ what: String, variable: String) -> ReplayFailure {
        ReplayFailure(
            .noInput, "\(what) introuvable : le dossier « \(path) » n'existe pas. Vérifiez \(variable) ou l'option.")
    }

    private static func status(of error: EventLogError) -> ExitStatus {
        switch error {
        case .corrupt, .unreadable, .missingSegment, .rolledBack, .diverged: .badData
        case .locked: .tryAgain
        case .noSuchRecord: .noInput
        case .io(let error), .dead(let error): status(of: error)
        case .readOnly: .software
        case .database(let failure), .outcomeUnknown(let failure): status(of: failure)
        }
    }

    private static func status(of error: IntegrityError) -> ExitStatus {
        switch error {
        case .log(let error): status(of: error)
        case .io(let error), .tiles(.io(let error)): status(of: error)
        case .unpublished, .notCovered, .tiles(.missing): .noInput
        case .unsigned: .software
        default: .badData
        }
    }

    private static func status(of error: VaultError) -> ExitStatus {
        switch error {
        case .wrongMasterKey: .configuration
        case .damaged: .badData
        case .io(let error): status(of: error)
        case .database(let failure): status(of: failure)
        case .exists, .erased: .software
        }
    }

    private static func status(of failure: DatabaseFailure) -> ExitStatus {
        switch failure.cause {
        case .unreachable, .slow, .readOnly: .unavailable
        case .full: .cannotCreate
        case .denied: .noPermission
        case .schema: .configuration
        case .refused: .badData
        case .other: .inputOutput
        }
    }

    private static func status(of error: BackupStoreError) -> ExitStatus {
        switch error {
        case .conflict: .tryAgain
        case .unavailable: .unavailable
        case .denied: .noPermission
        case .tooLarge, .broken: .badData
        case .io(let error): status(of: error)
        }
    }

    private static func status(of error: FileError) -> ExitStatus {
        switch error.code {
        case ENOENT, ENOTDIR: .noInput
        case EACCES, EPERM: .noPermission
        case EEXIST, EROFS, ENOSPC, EDQUOT: .cannotCreate
        default: .inputOutput
        }
    }
}

extension String {
    /// As the beginning of a sentence.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
