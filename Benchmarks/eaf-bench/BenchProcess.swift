import Foundation

/// A server under measurement, in a process of its own.
final class BenchProcess {
    private let process = Process()
    private(set) var port = 0
    var pid: Int32 { process.processIdentifier }

    init(_ mode: String, folder: String) throws {
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [mode]
        process.environment = ProcessInfo.processInfo.environment.merging(["BENCH_FOLDER": folder]) { $1 }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = Int(said.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
        precondition(port > 0, "the server under measurement did not start")
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }
}
