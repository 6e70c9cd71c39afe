import Synchronization

/// Gathers what is handed out piece by piece.
final class Pieces: Sendable {
    private let state = Mutex<(bytes: [UInt8], count: Int)>(([], 0))

    var bytes: [UInt8] { state.withLock { $0.bytes } }
    var count: Int { state.withLock { $0.count } }

    func take(_ piece: [UInt8]) -> Bool {
        state.withLock { state in
            state.bytes += piece
            state.count += 1
        }
        return true
    }
}
