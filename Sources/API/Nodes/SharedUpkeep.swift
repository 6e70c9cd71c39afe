import Events
import Foundation
import Projections
import ServiceLifecycle
import Synchronization

/// Looks after what the nodes share: learns of erased persons' keys, and removes snapshots of before an erasure and counts of limits
/// that nobody needs any more.
///
/// Whatever fails is done again with the next round. It blocks, longer than `LogWatch` may, so it has a thread of its own.
final class SharedUpkeep: Service {
    /// From one round to the next.
    private static let pauseSeconds = 1.0
    private static let sweep = Duration.seconds(60)

    private let shared: SharedState
    private let store: StateStore
    private let isStopping = Atomic(false)

    init(_ shared: SharedState, store: StateStore) {
        self.shared = shared
        self.store = store
    }

    /// A round under way is not waited for: it can be cut off anywhere.
    func run() async {
        let thread = Thread { [self] in keep() }
        thread.name = "eaf-upkeep"
        thread.start()
        try? await gracefulShutdown()
        isStopping.store(true, ordering: .relaxed)
    }

    private func keep() {
        var swept = ContinuousClock.now
        var forgotten = LogPosition.zero
        while !isStopping.load(ordering: .relaxed) {
            _ = Result { () throws(VaultError) in try shared.vault.refresh() }
            // No snapshot outlives the erasure of somebody whom it holds.
            let erased = store.current.accounts.lastErasedAt
            if erased != forgotten,
                case .success = Result(catching: { () throws(DatabaseFailure) in
                    try shared.snapshots.remove(before: erased)
                })
            {
                forgotten = erased
            }
            if .now - swept > Self.sweep {
                swept = .now
                _ = Result { () throws(DatabaseFailure) in try shared.buckets.removeFull() }
                // A snapshot of before may have been on its way.
                forgotten = .zero
            }
            Thread.sleep(forTimeInterval: Self.pauseSeconds)
        }
    }
}
