/// Writes the tiles of a tree.
///
/// A tile gets its name once its bytes are durable, and the names are durable once `sync` has returned. A tile that is there
/// already with the right bytes is left alone; with others, it is left over from a history that was given up, and replaced.
struct TileStore {
    /// The end of the name that a tile has until its bytes are durable.
    private static let unfinished = ".tmp"
    let folder: TileFolder
    /// Directories that exist, so that they need not be asked for again.
    private var known: Set<String> = []
    /// Directories with names that may not be durable yet, also from an attempt that failed.
    private var unsynced: Set<String> = []

    private var files: any FileLayer { folder.files }

    init(_ folder: TileFolder) { self.folder = folder }

    mutating func write(_ tile: Tile) throws(FileError) {
        let path = folder.file(of: tile.path)
        let directory = Self.directory(of: path)
        try make(directory)
        unsynced.insert(directory)
        let bytes = tile.bytes
        if try files.exists(path), try files.readWhole(path) == bytes { return }
        let temporary = path + Self.unfinished
        if try files.exists(temporary) { try files.remove(temporary) }
        let descriptor = try files.open(temporary, .creating)
        defer { files.close(descriptor) }
        try files.writeAll(descriptor, bytes, temporary)
        try files.syncData(descriptor, temporary)
        try files.rename(temporary, to: path)
    }

    /// Makes all names durable.
    mutating func sync() throws(FileError) {
        for directory in unsynced.sorted() {
            try files.syncDirectory(directory)
            unsynced.remove(directory)
        }
    }

    /// Removes the partial tiles of a tile that is there whole.
    mutating func removePartials(of tile: TilePath) throws(FileError) {
        let directory = folder.partials(of: tile)
        guard try files.exists(directory) else { return }
        for name in try files.names(in: directory) { try files.remove(directory + "/" + name) }
        known.remove(directory)
        unsynced.remove(directory)
        try files.remove(directory)
    }

    /// Removes everything.
    mutating func clear() throws(FileError) {
        known = []
        unsynced = []
        guard try files.exists(folder.path) else { return }
        try clear(folder.path)
    }

    private func clear(_ directory: String) throws(FileError) {
        for name in try files.names(in: directory) {
            let path = directory + "/" + name
            // Only a directory has names in it.
            if (try? files.names(in: path)) != nil { try clear(path) } else { try files.remove(path) }
        }
        try files.remove(directory)
    }

    /// Makes a directory and those above it, down from the log's own.
    private mutating func make(_ directory: String) throws(FileError) {
        guard !known.contains(directory) else { return }
        if directory.utf8.count > folder.path.utf8.count { try make(Self.directory(of: directory)) }
        try files.makeDirectory(directory)
        // What a process that was killed had half written; another width's name is never written again.
        for name in try files.names(in: directory) where name.hasSuffix(Self.unfinished) {
            try files.remove(directory + "/" + name)
        }
        unsynced.insert(Self.directory(of: directory))
        known.insert(directory)
    }

    private static func directory(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }
}
