/// The file of a witness's state, in the hands of one process: `<path>.lock` is locked as long as this lives.
public final class WitnessFile: Sendable {
    public let path: String
    private let files: any FileLayer
    private let lock: Int32

    /// Takes the file.
    ///
    /// - Throws: `WitnessError.inUse`, `.io`.
    public init(path: String, files: any FileLayer) throws(WitnessError) {
        self.path = path
        self.files = files
        lock = try Self.io { () throws(FileError) in try files.open(path + ".lock", .creatingOrAppending) }
        do throws(WitnessError) {
            let isOurs = try Self.io { () throws(FileError) in try files.lock(lock, path + ".lock") }
            guard isOurs else { throw .inUse(path: path) }
        } catch {
            files.close(lock)
            throw error
        }
    }

    deinit { files.close(lock) }

    /// The state of a witness with this key; a new, empty one when neither was there yet.
    ///
    /// An empty state is made before any key is, so a state that is missing beside a key was lost.
    ///
    /// - Throws: `WitnessError`.
    public func prepare(keyPath: String) throws(WitnessError) {
        if try exists(path) {
            let isNew = try load().entries.isEmpty
            let hasKey = try exists(keyPath)
            guard isNew || hasKey else { throw .keyMissing(path: keyPath, state: path) }
        } else {
            guard try !exists(keyPath) else { throw .stateMissing(path: path, key: keyPath) }
            try Self.io { () throws(FileError) in try save(WitnessState()) }
        }
    }

    func load() throws(WitnessError) -> WitnessState {
        let bytes = try Self.io { () throws(FileError) in try files.readWhole(path) }
        guard let state = WitnessState(bytes) else { throw .damaged(path: path) }
        return state
    }

    /// Replaces the file, durably.
    func save(_ state: WitnessState) throws(FileError) {
        try files.writeAtomically(state.bytes, to: path, in: directory)
    }

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func exists(_ path: String) throws(WitnessError) -> Bool {
        try Self.io { () throws(FileError) in try files.exists(path) }
    }

    private static func io<Result>(_ body: () throws(FileError) -> Result) throws(WitnessError) -> Result {
        do throws(FileError) { return try body() } catch { throw .io(error) }
    }
}
