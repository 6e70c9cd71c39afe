import Foundation
import Glibc
import Synchronization
import Testing

/// A process that a test starts, and that does not outlive its owner. What it says goes to files: nobody has to read while it runs.
final class Child: Sendable {
    private static let count = Atomic<Int>(0)

    private let process: SpawnedProcess
    private let said: (output: String, errors: String)
    var pid: Int32 { process.pid }

    /// Starts a process.
    ///
    /// - Parameter input: what it finds on standard input.
    init(
        _ executable: String, _ arguments: [String], in folder: String, environment: [String: String],
        input: String = ""
    ) throws {
        let number = Self.count.add(1, ordering: .relaxed).newValue
        let names = ["out", "err", "in"].map { "\(folder)/\(number).\($0)" }
        try Data(input.utf8).write(to: URL(filePath: names[2]))
        process = try SpawnedProcess(
            executable, arguments, environment: environment, input: names[2], output: names[0], errors: names[1])
        said = (names[0], names[1])
    }

    deinit {
        if isRunning { Glibc.kill(pid, SIGKILL) }
    }

    var isRunning: Bool { process.isRunning }
    var output: String { (try? String(contentsOfFile: said.output, encoding: .utf8)) ?? "" }
    var errors: String { (try? String(contentsOfFile: said.errors, encoding: .utf8)) ?? "" }

    func signal(_ number: Int32) { if isRunning { Glibc.kill(pid, number) } }

    /// Waits for its end and returns the exit code, or minus the signal that ended it.
    @discardableResult
    func ended(withinSeconds seconds: Double = 60) async throws -> Int32 {
        try await eventually("process \(pid) ends", withinSeconds: seconds) { !isRunning }
        return switch process.waitUntilEnd() {
        case .exited(let status): status
        case .killed(let signal): -signal
        }
    }
}

/// Waits for a condition, looking again and again.
///
/// - Throws: `Late` when it does not come true in time.
func eventually(
    _ what: String, withinSeconds seconds: Double = 60, _ condition: () async throws -> Bool
) async throws {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while try await !condition() {
        guard ContinuousClock.now < deadline else { throw Late(what: "\(what), within \(seconds) s") }
        try await Task.sleep(for: .milliseconds(20))
    }
}

/// Something that a test waits for did not happen.
struct Late: Error { let what: String }
