public import Events
import Projections

/// The snapshots of a server, as a command beside it finds them.
public struct SnapshotPlace: Sendable {
    public let directory: String
    let masterKey: MasterKey
    /// See `BuildFingerprint`.
    let build: String

    /// Snapshots under `<data>/snapshots`, sealed under a key derived from `masterKey`.
    public init(dataDirectory: String, masterKey: MasterKey, build: String) {
        directory = dataDirectory + "/snapshots"
        self.masterKey = masterKey
        self.build = build
    }

    func files(over files: any FileLayer) -> SnapshotFile {
        SnapshotFile(directory: directory, key: masterKey.derived(for: "snapshots"), build: build, files: files)
    }

    /// Why a snapshot was not used.
    public struct Rejected: Equatable, Sendable {
        public let position: LogPosition
        /// In French.
        public let reason: String

        init(_ position: LogPosition, _ error: SnapshotError) {
            self.position = position
            reason =
                switch error {
                case .malformed: "forme inconnue, ou d'un autre journal"
                case .otherBuild: "écrit par une autre version du programme"
                case .notAuthentic: "scellé sous une autre clé, altéré ou tronqué"
                case .unreadable: "illisible, ou au-delà de la fin du journal"
                }
        }
    }
}
