import Foundation
import Subprocess

/// A tool run on a file nobody vouches for: no shell, bounded in every direction, dead when the call returns.
///
/// `prlimit` (util-linux) lowers its own limits and then becomes the tool, so the process that is watched and
/// killed is the tool itself. It runs in its own session, and what it may have started is killed with it.
struct ChildProcess: Sendable {
    /// Absolute path.
    let tool: String
    /// File names among them are absolute paths, so none can be taken for an option.
    let arguments: [String]
    let limits: ChildLimits

    /// Runs the tool in a folder and returns what it wrote, if it exits with 0.
    ///
    /// The folder is also its home and its place for temporary files.
    func run(in folder: String) async throws(ChildFailure) -> ChildOutput {
        guard !Task.isCancelled else { throw .cancelled }
        guard FileManager.default.isExecutableFile(atPath: tool) else { throw .toolMissing }
        return try await raceAgainstTime(in: folder).get()
    }

    private enum Racer: Sendable {
        case child(Result<ChildOutput, ChildFailure>)
        case clock
    }

    private func raceAgainstTime(in folder: String) async -> Result<ChildOutput, ChildFailure> {
        await withTaskGroup(of: Racer.self) { group in
            group.addTask { .child(await spawn(in: folder)) }
            group.addTask {
                // Ends early when the child is done or the caller is cancelled; both are judged below.
                try? await Task.sleep(for: .seconds(limits.wallSeconds))
                return .clock
            }
            var timedOut = false
            for await racer in group {
                group.cancelAll()
                switch racer {
                case .clock:
                    timedOut = !Task.isCancelled
                case .child(let result):
                    return timedOut ? .failure(.timedOut) : result
                }
            }
            return .failure(.cancelled)
        }
    }

    /// Starts the tool and waits for its end; a cancellation ends it by SIGTERM, then SIGKILL.
    private func spawn(in folder: String) async -> Result<ChildOutput, ChildFailure> {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))
        ]
        do {
            let result = try await Subprocess.run(
                .path(Self.literal("/usr/bin/prlimit")),
                arguments: Arguments(limitArguments + ["--", tool] + arguments),
                environment: .custom(Self.environment(in: folder)),
                workingDirectory: Self.literal(folder),
                platformOptions: options,
                input: .none,
                output: .bytes(limit: limits.outputBytesMax),
                error: .bytes(limit: limits.errorBytesMax)
            )
            if Task.isCancelled { return .failure(.cancelled) }
            let output = ChildOutput(
                standardOutput: result.standardOutput,
                standardError: result.standardError
            )
            return Self.judge(result.terminationStatus, output)
        } catch let error as SubprocessError {
            if Task.isCancelled { return .failure(.cancelled) }
            return switch error.code {
            case .outputLimitExceeded: .failure(.outputTooLarge)
            case .executableNotFound: .failure(.toolMissing)
            default: .failure(.notStarted)
            }
        } catch {
            return .failure(Task.isCancelled ? .cancelled : .notStarted)
        }
    }

    /// Soft and hard processor limits differ, else the kernel kills without saying why (SIGXCPU).
    private var limitArguments: [String] {
        [
            "--as=\(limits.memoryBytes)",
            "--cpu=\(limits.cpuSeconds):\(limits.cpuSeconds + 2)",
            "--fsize=\(limits.fileBytesMax)",
            "--core=0",
            "--nofile=256",
        ]
    }

    /// Nothing of the server's environment but `TESSDATA_PREFIX`: its secrets are not the tools' business.
    private static func environment(in folder: String) -> [Environment.Key: String] {
        var variables: [Environment.Key: String] = [
            "PATH": "/usr/bin:/bin",
            "LC_ALL": "C.UTF-8",
            "OMP_THREAD_LIMIT": "1",
            "HOME": folder,
            "TMPDIR": folder,
        ]
        variables["TESSDATA_PREFIX"] = ProcessInfo.processInfo.environment["TESSDATA_PREFIX"]
        return variables
    }

    /// Makes a `FilePath` without importing SystemPackage, which is a dependency of our dependency.
    private static func literal<Path: ExpressibleByStringLiteral>(_ text: Path.StringLiteralType) -> Path {
        Path(stringLiteral: text)
    }
}
