import Logging
import ServiceLifecycle
import Synchronization

/// Gives the service manager a sign of life as long as every vital part answers, until everything else has stopped.
///
/// When one does not, the sign stays away, and the manager ends the process and starts it anew: a process that hangs does not keep
/// its place. What takes long and goes on, such as draining, gives signs.
final class WatchdogService: Service {
    /// Signs within the time that the manager waits, so that one that is late does no harm.
    static let signsInTime = 3.0

    private struct Question: Equatable {
        let part: String
        let round: Int
    }

    private let supervisor: Supervisor
    /// Within how long the manager wants a sign.
    private let seconds: Double
    private let parts: [VitalPart]
    private let sleeper: Sleeper
    private let logger: Logger
    /// What was asked and not answered.
    private let open = Mutex<Question?>(nil)

    init(
        supervisor: Supervisor, seconds: Double, parts: [VitalPart], sleeper: Sleeper = .real, logger: Logger
    ) {
        self.supervisor = supervisor
        self.seconds = seconds
        self.parts = parts
        self.sleeper = sleeper
        self.logger = logger
    }

    func run() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await cancelWhenGracefulShutdown { await self.giveSigns() } }
            group.addTask { await self.complain() }
            await group.next()
            group.cancelAll()
        }
    }

    private func giveSigns() async {
        var round = 0
        repeat {
            round += 1
            for part in parts {
                open.withLock { $0 = Question(part: part.name, round: round) }
                await part.respond()
            }
            open.withLock { $0 = nil }
            supervisor.tell(.alive)
        } while await sleeper.sleep(seconds: seconds / Self.signsInTime)
    }

    /// Says what the end of this process will be about.
    private func complain() async {
        var before: Question?
        while await sleeper.sleep(seconds: seconds / Self.signsInTime) {
            let now = open.withLock { $0 }
            if let now, now == before {
                logger.critical("no sign of life: a vital part does not answer", metadata: ["part": "\(now.part)"])
            }
            before = now
        }
    }
}
