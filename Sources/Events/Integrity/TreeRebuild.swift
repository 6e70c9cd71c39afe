/// Throws the tiles of a log away and makes them anew, up to the last signed checkpoint.
///
/// For an operator, with the server stopped: whoever integrates next goes on from there. The log itself is checked against the
/// signed root on the way.
public enum TreeRebuild {
    /// Does it.
    ///
    /// - Returns: the checkpoint whose tree was rebuilt; nil when nothing was ever signed, and there are no tiles then.
    /// - Throws: `IntegrityError`; the tiles are unchanged when the log is not the one that was signed.
    public static func run(
        log: any LogReader, origin: LogOrigin, place: TreePlace, key: SigningKey, files: any FileLayer
    ) throws(IntegrityError) -> Checkpoint? {
        let found = try IntegrityError.ofFiles { () throws(FileError) in
            try CheckpointCopies(place, key: key, files: files)
        }
        let tiles = TileFolder(path: place.tiles, files: files)
        var resumption = TreeResumption(log: log, origin: origin, found: found, tiles: tiles)
        guard let last = try resumption.newest()?.0.checkpoint else {
            try clear(place, files)
            return nil
        }
        let head = try IntegrityError.ofLog { () throws(EventLogError) in try log.head.position }
        guard head >= last.position else { throw .endsBelow(head: head, signed: last) }
        var store = TileStore(tiles)
        _ = try TileRebuild(log: log).run(last, into: &store)
        return last
    }

    /// Throws all tiles away, when nothing was signed of them.
    ///
    /// - Throws: `IntegrityError.io`.
    public static func clear(_ place: TreePlace, _ files: any FileLayer) throws(IntegrityError) {
        var store = TileStore(TileFolder(path: place.tiles, files: files))
        try IntegrityError.ofFiles { () throws(FileError) in try store.clear() }
    }
}
