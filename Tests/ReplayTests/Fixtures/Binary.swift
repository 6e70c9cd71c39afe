import Foundation
import Testing

/// The `eaf` executable that was built beside these tests.
enum Binary {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    private struct Killed: Error {
        let end: SpawnedProcess.End
    }

    private static var path: String {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("eaf").path
            try #require(FileManager.default.isExecutableFile(atPath: path), "build the product eaf first")
            return path
        }
    }

    /// Runs `eaf` beside a sample log.
    static func run(_ arguments: String..., on log: SampleLog) throws -> Outcome {
        try run(try path, arguments, environment(log))
    }

    /// Runs a line of bash in which `$EAF` is the executable.
    static func bash(_ script: String, on log: SampleLog) throws -> Outcome {
        var environment = environment(log)
        environment["EAF"] = try path
        environment["PATH"] = "/usr/bin:/bin"
        return try run("/bin/bash", ["-o", "pipefail", "-c", script], environment)
    }

    private static func environment(_ log: SampleLog) -> [String: String] {
        ["EAF_EVENTLOG_DIR": log.directory, "EAF_DATA_DIR": log.dataDirectory]
    }

    private static func run(
        _ path: String, _ arguments: [String], _ environment: [String: String]
    ) throws -> Outcome {
        let folder = try TemporaryFolder()
        // Files, not pipes: nobody has to read while the process writes.
        let names = ["out", "err"].map { folder.path + "/" + $0 }
        let process = try SpawnedProcess(
            path, arguments, environment: environment, output: names[0], errors: names[1])
        let end = process.waitUntilEnd()
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        guard case .exited(let status) = end else { throw Killed(end: end) }
        return Outcome(status: status, output: texts[0], errors: texts[1])
    }
}
