import DequeModule

/// Lets a few transfers go on at once and some more wait, for a bounded time: each has a part of a file in memory.
actor TransferSlots {
    private typealias Place = (number: Int, continuation: CheckedContinuation<Bool, Never>)

    private static let refusal = BlobError.unavailable("trop de fichiers attendent le stockage")

    private let atOnce: Int
    private let waitingMax: Int
    private var running = 0
    private var waiting: Deque<Place> = []
    private var lastNumber = 0

    /// - Parameter waitingMax: transfers that may wait; more are refused.
    init(atOnce: Int, waitingMax: Int) {
        self.atOnce = atOnce
        self.waitingMax = waitingMax
    }

    /// How many wait.
    var waitingCount: Int { waiting.count }

    /// Waits for its turn; `leave` ends it.
    ///
    /// - Throws: `BlobError.unavailable` when too many wait, when the turn did not come in time, and when the task is cancelled.
    func enter(withinSeconds seconds: Double) async throws(BlobError) {
        if running < atOnce {
            running += 1
            return
        }
        guard waiting.count < waitingMax else { throw Self.refusal }
        lastNumber += 1
        let number = lastNumber
        let clock = Task {
            try? await Task.sleep(for: .seconds(seconds))
            giveUp(number)
        }
        defer { clock.cancel() }
        let hasTurn = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                waiting.append((number, continuation))
                if Task.isCancelled { giveUp(number) }
            }
        } onCancel: {
            Task { await self.giveUp(number) }
        }
        guard hasTurn else { throw Self.refusal }
    }

    /// Gives the turn to who waits longest.
    func leave() {
        if let next = waiting.popFirst() { next.continuation.resume(returning: true) } else { running -= 1 }
    }

    /// Does nothing for who has had the turn.
    private func giveUp(_ number: Int) {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return }
        waiting.remove(at: index).continuation.resume(returning: false)
    }
}
