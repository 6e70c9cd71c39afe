public import Events

/// The files of a server that are shipped. They are only read.
public struct ShipSource: Sendable {
    public let folder: LogFolder
    let dataDirectory: String
    let files: any FileLayer
    /// Nil when the log is in these files; else where they are copied from.
    let mirror: LogMirror?
    /// Where the files of copies are.
    let blobs: any SealedBlobs

    /// A log's directory and the data beside it.
    ///
    /// - Parameter blobs: nil when the files of copies are in the data directory too.
    public init(
        folder: LogFolder, dataDirectory: String, files: any FileLayer, mirror: LogMirror? = nil,
        blobs: (any SealedBlobs)? = nil
    ) {
        self.mirror = mirror
        self.blobs = blobs ?? BlobsInFolder(path: dataDirectory + "/" + BlobReference.folder, files: files)
        self.folder = folder
        self.dataDirectory = dataDirectory
        self.files = files
    }

    /// Brings the files up to the database that they are a copy of.
    func bringUp() throws {
        guard let mirror else { return }
        // The vault last: it has the key of everybody in the records.
        try mirror.bringUp()
        try mirror.copyVault(to: vault)
    }

    var checkpoint: String { folder.path + "/checkpoint" }
    var vault: String { dataDirectory + "/vault" }
    var snapshots: String { dataDirectory + "/snapshots" }
    var tiles: TileFolder { TileFolder(path: folder.path + "/tiles", files: files) }

    func segment(_ first: LogPosition) -> String { folder.segments + "/" + SegmentListing.name(of: first) }

    /// What the log is called, on its current timeline: host and name are in its first record, the timeline is in the source of
    /// the last.
    ///
    /// - Throws: `ReplayFailure` when the log is empty or its first record is not what it should be.
    func origin(of log: any LogReader) throws -> LogOrigin {
        let head = try log.head.position
        guard head > .zero else {
            throw ReplayFailure(.noInput, "Le journal est vide : démarrez le serveur une fois, puis recommencez.")
        }
        guard case .log(.opened(let opened)) = try EventCatalog.current.event(of: log.record(at: LogPosition(1)))
        else {
            throw ReplayFailure(
                .badData, "Le premier enregistrement n'ouvre pas de journal. Lancez « eaf log verify ».")
        }
        let source = try log.record(at: head).source
        let timeline = source.split(separator: "/").last.flatMap { Int($0) } ?? opened.timeline
        return LogOrigin(host: opened.host, name: opened.name, timeline: timeline)
    }
}
