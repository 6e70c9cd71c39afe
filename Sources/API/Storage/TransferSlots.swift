import DequeModule

/// Lets a few transfers go on at once and some more wait: each has a part of a file in memory.
actor TransferSlots {
    private let atOnce: Int
    private let waitingMax: Int
    private var running = 0
    private var waiting: Deque<CheckedContinuation<Void, Never>> = []

    /// - Parameter waitingMax: transfers that may wait; more are refused.
    init(atOnce: Int, waitingMax: Int) {
        self.atOnce = atOnce
        self.waitingMax = waitingMax
    }

    /// How many wait.
    var waitingCount: Int { waiting.count }

    /// Waits for its turn; `leave` ends it.
    ///
    /// - Throws: `BlobError.unavailable` when too many wait.
    func enter() async throws(BlobError) {
        if running < atOnce {
            running += 1
            return
        }
        guard waiting.count < waitingMax else { throw .unavailable("trop de fichiers attendent le stockage") }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Gives the turn to who waits longest.
    func leave() {
        if let next = waiting.popFirst() { next.resume() } else { running -= 1 }
    }
}
