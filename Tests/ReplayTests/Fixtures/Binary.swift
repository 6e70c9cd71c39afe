import Foundation
import Testing

/// The `eaf` executable that was built beside these tests.
enum Binary {
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
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
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = environment
        // Files, not pipes: nobody has to read while the process writes.
        let names = ["out", "err"].map { folder.path + "/" + $0 }
        for name in names { _ = FileManager.default.createFile(atPath: name, contents: nil) }
        process.standardOutput = FileHandle(forWritingAtPath: names[0])
        process.standardError = FileHandle(forWritingAtPath: names[1])
        try process.run()
        process.waitUntilExit()
        let texts = try names.map { try String(contentsOfFile: $0, encoding: .utf8) }
        return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
    }
}
