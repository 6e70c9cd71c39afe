public import Events

/// What a log on this machine has published: `checkpoint` and `tiles/` in its directory.
public struct LocalPublication: Publication {
    private let folder: LogFolder
    private let tiles: TileFolder

    /// The publication of the log in `folder`.
    public init(_ folder: LogFolder) {
        self.folder = folder
        tiles = folder.tiles
    }

    public var name: String { folder.path }

    public func checkpoint() throws -> SignedNote? { try folder.publishedCheckpoint() }

    public func hashes(of tile: TilePath) throws -> [MerkleHash] {
        do throws(TileError) { return try tiles.hashes(of: tile) } catch { throw ReplayFailure(error) }
    }
}

extension LogFolder {
    /// The log's Merkle tiles.
    public var tiles: TileFolder { TileFolder(path: path + "/tiles", files: POSIXFiles()) }

    /// The newest published checkpoint, unverified; nil when there is none.
    ///
    /// - Throws: `ReplayFailure`.
    func publishedCheckpoint() throws(ReplayFailure) -> SignedNote? {
        let file = path + "/checkpoint"
        guard (try? POSIXFiles().status(file)) != nil else { return nil }
        return try SignedNote(file: file)
    }
}

extension SignedNote {
    /// Reads a note from a file.
    ///
    /// - Throws: `ReplayFailure`: 66 when it cannot be read, 65 when it is no note.
    init(file: String) throws(ReplayFailure) {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try POSIXFiles().readWhole(file) } catch { throw ReplayFailure(error) }
        do throws(NoteError) {
            try self.init(bytes)
        } catch {
            throw ReplayFailure(.badData, "\(file) : \(error.explanation).")
        }
    }
}
