public import Events
public import Projections

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

    /// Where the snapshots that are there stand, ascending; some may be unusable.
    public var positions: [LogPosition] { files(over: KeepingFiles()).positions }

    /// The state in the newest snapshot that can be used with `log`, nil when none can, and those that cannot. None is removed.
    public func newest(for log: any LogReader) -> (models: ReadModels?, rejected: [Rejected]) {
        var rejected: [Rejected] = []
        let models = files(over: KeepingFiles()).newest(for: log) { position, error in
            rejected.append(Rejected(position, error))
        }
        return (models, rejected)
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
