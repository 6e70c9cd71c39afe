import Foundation

/// The server of the demonstration: this very executable, serving on a free port with folders of its own.
final class DemoServer {
    /// How long it may take to be ready, or to end.
    private static let secondsMax = 30.0

    let folder: String
    private(set) var origin = ""
    private let process = Process()

    /// - Parameter folder: an empty folder; log, data and messages go there.
    init(folder: String) { self.folder = folder }

    var environment: [String: String] {
        var environment = ProcessInfo.processInfo.environment.filter { name, _ in
            ["PATH", "LANG", "LC_ALL", "TZ", "TMPDIR"].contains(name)
        }
        environment["EAF_EVENTLOG_DIR"] = folder + "/eventlog"
        environment["EAF_DATA_DIR"] = folder + "/data"
        environment["PORT"] = "0"
        return environment
    }

    /// Starts the server and waits until it says where it listens.
    ///
    /// - Throws: `SiteFailure`.
    func start() throws {
        let messages = folder + "/server.log"
        _ = FileManager.default.createFile(atPath: messages, contents: nil)
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve"]
        process.environment = environment
        process.standardOutput = output
        process.standardError = FileHandle(forWritingAtPath: messages)
        try process.run()
        var said = ""
        while !said.contains("\n") {
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else {
                throw SiteFailure("Le serveur ne démarre pas ; ses messages : \(messages)")
            }
            said += String(decoding: data, as: UTF8.self)
        }
        guard let range = said.range(of: "http://") else { throw SiteFailure("Adresse inattendue : \(said)") }
        origin = String(said[range.lowerBound...]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Ends the server as an operator would (SIGTERM) and waits for it.
    func stop() {
        guard process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
    }

    deinit { stop() }
}
