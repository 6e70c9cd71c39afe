import DequeModule
public import Events
import Foundation
import Logging
import Metrics
public import Projections
import Synchronization

/// The one writer: decides commands in the order they arrive, makes a batch of them durable at once, then shows the new state
/// and answers everybody who waits.
///
/// It runs on a thread of its own, since syncing blocks. While one commit is being synced, the next batch gathers in the queue:
/// that is the whole of group commit. When a commit fails, the state shown stays the last durable one, everybody in the batch is
/// told so, and the log is opened anew before the next attempt.
public final class Writer: Sendable {
    private let log: any EventLog
    private let store: StateStore
    private let encoder: RecordEncoder
    private let clock: SystemClock
    private let limits: WriterLimits
    private let metrics = WriterMetrics()
    private let queue = Mutex(Queue())
    private let health = Mutex(Health())
    private let wake = DispatchSemaphore(value: 0)
    private let ended = DispatchSemaphore(value: 0)
    /// Beats with every round of the thread, whether or not there is something to do.
    let pulse = Pulse()

    /// A writer of `log`, going on from the state in `store`.
    public init(
        log: any EventLog, store: StateStore, encoder: RecordEncoder, clock: SystemClock, limits: WriterLimits
    ) {
        self.log = log
        self.store = store
        self.encoder = encoder
        self.clock = clock
        self.limits = limits
    }

    /// Starts the thread. Commands may be submitted before.
    public func start() {
        let thread = Thread { [self] in
            while run() {}
            ended.signal()
        }
        thread.name = "eaf-writer"
        thread.start()
    }

    /// Refuses further commands, carries out those that wait, and ends the thread. Blocks until it has ended.
    public func stop() {
        queue.withLock { $0.isStopping = true }
        wake.signal()
        ended.wait()
    }

    /// Why the log cannot be written; nil while it can.
    public var failure: EventLogError? { health.withLock { $0.failure } }

    /// How many commands wait.
    public var depth: Int { queue.withLock { $0.commands.count } }

    /// Shows soon what other processes appended; does nothing when nobody did.
    func follow() {
        queue.withLock { $0.mustFollow = true }
        wake.signal()
    }

    /// Has the thread go round once, if it can.
    func rouse() { wake.signal() }

    /// Takes no commands any more.
    var isStopping: Bool { queue.withLock { $0.isStopping } }

    /// Since when a commit has been under way; nil when none is.
    var committingSince: Timestamp? { health.withLock { $0.committingSince } }

    /// Hands in a command and waits until it is durable.
    ///
    /// - Parameter key: when the same request was carried out under it, the receipt is a repeat and nothing is added.
    /// - Throws: `WriterError`; the command has no effect then.
    public func submit(
        _ command: any Command, as actor: Actor, context: RecordContext, key: IdempotencyKey?
    ) async throws(WriterError) -> Receipt {
        let result = await withCheckedContinuation { continuation in
            let pending = PendingCommand(
                command: command, actor: actor, context: context, key: key, continuation: continuation)
            if let refusal = enqueue(pending) {
                metrics.rejected(refusal)
                continuation.resume(returning: .failure(refusal))
            }
        }
        return try result.get()
    }

    private func enqueue(_ pending: PendingCommand) -> WriterError? {
        let (refusal, mustWake) = queue.withLock { queue -> (WriterError?, Bool) in
            if queue.isStopping { return (.stopped, false) }
            if queue.commands.count >= limits.queueMax { return (.busy, false) }
            queue.commands.append(pending)
            return (nil, queue.commands.count == 1)
        }
        if mustWake { wake.signal() }
        return refusal
    }

    /// One turn: waits for commands, commits them, answers. False when the thread should end.
    private func run() -> Bool {
        waitForCommands()
        while true {
            pulse.beat()
            let batch = takeBatch()
            if batch.isEmpty {
                followIfAsked()
                return !queue.withLock { $0.isStopping && $0.commands.isEmpty }
            }
            commit(batch)
        }
    }

    /// While the log cannot be written, looks by itself whether it can again: a server that says it is down gets no requests.
    private func waitForCommands() {
        while failure != nil {
            if wake.wait(timeout: .now() + .seconds(limits.reopenAfterSeconds)) == .success { return }
            let now = clock.now
            do throws(EventLogError) {
                try reopenIfNeeded(at: now)
            } catch {
                fail(error, at: now)
            }
        }
        wake.wait()
    }

    private func takeBatch() -> [PendingCommand] {
        queue.withLock { queue in
            let count = min(queue.commands.count, limits.commandsPerCommitMax)
            let batch = Array(queue.commands.prefix(count))
            queue.commands.removeFirst(count)
            return batch
        }
    }

    private func followIfAsked() {
        let isAsked = queue.withLock { queue in
            defer { queue.mustFollow = false }
            return queue.mustFollow
        }
        guard isAsked else { return }
        let now = clock.now
        do throws(EventLogError) {
            try reopenIfNeeded(at: now)
            var state = store.current
            let known = state.position
            // What is published is whole: others' commits may be longer than what is read at a time.
            while case let records = try log.news(after: state.position).records(), !records.isEmpty {
                for record in records { try state.apply(record) }
                pulse.beat()
            }
            if state.position > known { store.publish(state) }
            metrics.followed(records: state.position.distance(from: known))
        } catch {
            // Asked again all the time, it says so once.
            if failure == nil || failure != error { fail(error, at: now) }
        }
    }

    private func commit(_ commands: [PendingCommand]) {
        let started = clock.now
        health.withLock { $0.committingSince = started }
        defer { health.withLock { $0.committingSince = nil } }
        var decided = 0
        var outcomes: [Result<Receipt, WriterError>] = []
        do throws(EventLogError) {
            try reopenIfNeeded(at: started)
            var state = store.current
            var final = state
            var records = 0
            var unreadable: EventLogError?
            var followed = 0
            _ = try log.append(
                after: state.position,
                catchUp: { others in
                    followed += others.count
                    do throws(EventLogError) {
                        for record in others where unreadable == nil { try state.apply(record) }
                    } catch {
                        unreadable = error
                    }
                },
                batch: { head in
                    guard unreadable == nil else { return nil }
                    var batch = CommitBatch(after: state, at: max(started, head.time), encoder: encoder)
                    for command in commands where batch.byteCount < limits.bytesPerCommitMax {
                        batch.decide(command)
                    }
                    decided = batch.outcomes.count
                    outcomes = batch.outcomes
                    final = batch.state
                    records = batch.lines.count
                    return batch.commitLines()
                })
            if let unreadable { throw unreadable }
            metrics.followed(records: followed)
            store.publish(final)
            metrics.committed(records: records, seconds: clock.now.seconds(since: started))
        } catch {
            fail(error, at: started)
            outcomes = commands.map { _ in .failure(.unavailable(error)) }
            decided = commands.count
        }
        putBack(commands[decided...])
        for (command, outcome) in zip(commands, outcomes) { command.continuation.resume(returning: outcome) }
    }

    /// Commands that did not fit in the commit come first in the next one.
    private func putBack(_ commands: ArraySlice<PendingCommand>) {
        guard !commands.isEmpty else { return }
        queue.withLock { $0.commands.prepend(contentsOf: commands) }
    }

    private func reopenIfNeeded(at now: Timestamp) throws(EventLogError) {
        let (failure, failedAt) = health.withLock { ($0.failure, $0.failedAt) }
        guard let failure else { return }
        guard now >= failedAt.adding(seconds: limits.reopenAfterSeconds) else { throw failure }
        try log.reopen()
        health.withLock { $0.failure = nil }
        Logger(label: "eaf.writer").notice("log reopened, writing goes on")
    }

    private func fail(_ error: EventLogError, at now: Timestamp) {
        health.withLock { health in
            // Commands refused while waiting for the next attempt do not postpone it.
            guard health.failure == nil || now >= health.failedAt.adding(seconds: limits.reopenAfterSeconds) else {
                return
            }
            // Another reason than before is news: a database that does not answer, and then comes back without what it had.
            if health.failure != error {
                Logger(label: "eaf.writer").critical("commit failed", metadata: ["remedy": "\(error.remedy)"])
            }
            health.failure = error
            health.failedAt = now
        }
        metrics.failed()
    }
}
