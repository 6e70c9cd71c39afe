import Events
import NIOCore
import Projections

/// Something without which the server answers nobody.
struct VitalPart: Sendable {
    let name: String
    /// Returns once the part has done something; never, when it is stuck.
    let respond: @Sendable () async -> Void
}

extension VitalPart {
    /// Decides nothing and adds nothing, so that nothing reaches the device either.
    private struct SignOfLife: Command {
        func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] { [] }
    }

    /// A writer that says that the log cannot be written is alive: another start would not free a full disk.
    static func writer(_ writer: Writer, sleeper: Sleeper = .real) -> VitalPart {
        VitalPart(name: "writer") {
            while true {
                do throws(WriterError) {
                    _ = try await writer.submit(
                        SignOfLife(), as: .system("watchdog"), context: RecordContext(), key: nil)
                    return
                } catch {
                    // “Busy” says that the queue is full, and nothing about who empties it.
                    guard error == .busy, await sleeper.sleep(seconds: 0.1) else { return }
                }
            }
        }
    }

    static func eventLoops(_ group: any EventLoopGroup) -> VitalPart {
        VitalPart(name: "event loops") {
            for loop in group.makeIterator() { try? await loop.submit {}.get() }
        }
    }
}
