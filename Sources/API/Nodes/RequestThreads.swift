import Dispatch

/// Threads on which requests may block: reading a record of a log in a database waits for the database. The few threads that
/// everything else runs on (health, timers) never do.
final class RequestThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "eaf.requests", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
