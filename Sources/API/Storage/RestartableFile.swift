import Events
import Synchronization

/// A new file for a body that may have to be read from its beginning again.
final class RestartableFile: Sendable {
    private struct State {
        var file: PlainFile?
        var byteCount = 0
    }

    private let path: String
    private let files: any FileLayer
    private let state = Mutex(State())

    init(_ path: String, _ files: any FileLayer) {
        self.path = path
        self.files = files
    }

    /// Begins with nothing in the file.
    func restart() throws(BlobError) {
        discard()
        let file = try PlainFile(path, files)
        state.withLock { $0 = State(file: file) }
    }

    func append(_ bytes: [UInt8]) throws(BlobError) {
        try state.withLock { state throws(BlobError) in
            try state.file?.append(bytes)
            state.byteCount += bytes.count
        }
    }

    /// Closes the file and returns its size.
    func finish() -> Int {
        state.withLock { state in
            state.file?.close()
            state.file = nil
            return state.byteCount
        }
    }

    /// Leaves no file behind.
    func discard() {
        state.withLock { state in
            state.file?.discard()
            state.file = nil
        }
    }
}
