import Foundation
import Testing

@testable import API

@Suite struct `Running a tool` {
    private let limits = ChildLimits(
        wallSeconds: 60,
        cpuSeconds: 60,
        memoryBytes: 128 << 20,
        fileBytesMax: 1 << 20,
        outputBytesMax: 64 << 10,
        errorBytesMax: 64 << 10
    )

    private func run(
        _ tool: String,
        _ arguments: [String],
        _ limits: ChildLimits
    ) async throws -> ChildOutput {
        let child = ChildProcess(tool: tool, arguments: arguments, limits: limits)
        return try await ReadingFixtures.withRoot { root in
            try await PrivateFolder.with(under: root) { folder throws(ReadingFailure) in
                do throws(ChildFailure) {
                    return Result<ChildOutput, ChildFailure>.success(try await child.run(in: folder.path))
                } catch {
                    return .failure(error)
                }
            }.get()
        }
    }

    @Test func `it gets a bare environment`() async throws {
        let output = try await run("/usr/bin/env", [], limits)
        let names = Set(output.text.split(separator: "\n").compactMap { $0.split(separator: "=").first })
        let expected: Set<Substring> = ["PATH", "LC_ALL", "OMP_THREAD_LIMIT", "HOME", "TMPDIR"]
        #expect(names.subtracting(["TESSDATA_PREFIX"]) == expected)
    }

    @Test func `it works in a folder only we can enter`() async throws {
        #expect(try await run("/usr/bin/stat", ["-c", "%a", "."], limits).text == "700\n")
        #expect(try await run("/bin/pwd", [], limits).text.contains("/eaf-lecture-"))
    }

    @Test func `its arguments reach it as they are`() async throws {
        let arguments = ["$(id)", "a b", "; true", "é"]
        let output = try await run("/usr/bin/printf", ["%s|"] + arguments, limits)
        #expect(output.text == "$(id)|a b|; true|é|")
    }

    @Test func `its exit code is reported`() async throws {
        await #expect(throws: ChildFailure.exited(code: 3, standardError: "non\n")) {
            try await run("/bin/sh", ["-c", "echo non >&2; exit 3"], limits)
        }
    }

    @Test func `its crash is reported`() async throws {
        await #expect(throws: ChildFailure.signalled(number: 11)) {
            try await run("/bin/sh", ["-c", "kill -SEGV $$"], limits)
        }
    }

    @Test func `a missing tool is reported`() async throws {
        await #expect(throws: ChildFailure.toolMissing) { try await run("/usr/bin/absent", [], limits) }
    }

    @Test func `a tool that hangs is stopped`() async throws {
        var limits = limits
        limits.wallSeconds = 1
        let start = ContinuousClock.now
        await #expect(throws: ChildFailure.timedOut) { try await run("/usr/bin/sleep", ["86301"], limits) }
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(!SystemProcesses.exists(withArgument: "86301"))
    }

    @Test func `a tool that ignores SIGTERM is killed`() async throws {
        var limits = limits
        limits.wallSeconds = 1
        await #expect(throws: ChildFailure.timedOut) {
            try await run("/bin/sh", ["-c", "trap '' TERM; while :; do sleep 86302; done"], limits)
        }
        #expect(await SystemProcesses.eventually { !SystemProcesses.exists(withArgument: "86302") })
    }

    @Test func `what a tool started is stopped with it`() async throws {
        var limits = limits
        limits.wallSeconds = 1
        await #expect(throws: ChildFailure.timedOut) {
            try await run("/bin/sh", ["-c", "sleep 86303 & wait"], limits)
        }
        #expect(await SystemProcesses.eventually { !SystemProcesses.exists(withArgument: "86303") })
    }

    @Test func `a tool that computes for too long is stopped`() async throws {
        var limits = limits
        limits.cpuSeconds = 1
        await #expect(throws: ChildFailure.timedOut) {
            try await run("/bin/sh", ["-c", "while :; do :; done"], limits)
        }
    }

    @Test func `a tool that floods its output is cut`() async throws {
        await #expect(throws: ChildFailure.outputTooLarge) {
            try await run("/usr/bin/yes", ["86304"], limits)
        }
        #expect(!SystemProcesses.exists(withArgument: "86304"))
    }

    @Test func `a tool that floods its complaints is cut`() async throws {
        await #expect(throws: ChildFailure.outputTooLarge) {
            try await run("/bin/sh", ["-c", "exec yes 86305 >&2"], limits)
        }
        #expect(!SystemProcesses.exists(withArgument: "86305"))
    }

    @Test func `a tool that fills the disk is stopped`() async throws {
        await #expect(throws: ChildFailure.outputTooLarge) {
            try await run("/bin/sh", ["-c", "exec cat /dev/zero > plein"], limits)
        }
    }

    @Test func `a tool that takes all the memory is stopped`() async throws {
        await #expect(throws: ChildFailure.outOfMemory) {
            try await run("/usr/bin/tail", ["/dev/zero"], limits)
        }
    }

    @Test func `cancelling the task stops the tool`() async throws {
        let task = Task { try await run("/usr/bin/sleep", ["86306"], limits) }
        #expect(await SystemProcesses.eventually { SystemProcesses.exists(withArgument: "86306") })
        task.cancel()
        await #expect(throws: ChildFailure.cancelled) { try await task.value }
        #expect(!SystemProcesses.exists(withArgument: "86306"))
    }

    @Test func `no zombie is left`() async throws {
        for argument in ["exit 0", "exit 1", "kill -9 $$", "exec yes"] {
            _ = try? await run("/bin/sh", ["-c", argument], limits)
        }
        #expect(await SystemProcesses.eventually { SystemProcesses.zombies.isEmpty })
    }
}
