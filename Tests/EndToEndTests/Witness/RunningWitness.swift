import Foundation
import Glibc
import Testing

/// `eaf witness serve` as a process of its own.
final class RunningWitness: Sendable {
    static let name = "temoin.example/w1"

    let child: Child
    /// `http://127.0.0.1:PORT`.
    let origin: String
    /// What it signs with, for those who check.
    let verifierKey: String

    /// Starts a witness of the log with this key, with its files in `folder`.
    ///
    /// - Parameters:
    ///   - port: 0 for a free one.
    ///   - wrapper: a command that ends by executing its further arguments, for example `strace`.
    /// - Throws: `Late` with what it said instead.
    init(in folder: String, of log: String, port: Int = 0, wrapper: [String] = []) async throws {
        let command =
            wrapper + [
                try Binary.path, "witness", "serve", "--listen", "127.0.0.1:\(port)", "--state", folder + "/etat",
                "--key-file", folder + "/cle", "--name", Self.name, "--log", log,
            ]
        let child = try Child(
            command[0], Array(command.dropFirst()), in: folder, environment: ["PATH": "/usr/bin:/bin"])
        self.child = child
        try await eventually("the witness listens") { child.output.contains("listening on") || !child.isRunning }
        let lines = child.output.split(separator: "\n").map(String.init)
        guard lines.count == 2, lines[1].hasPrefix("listening on ") else {
            throw Late(what: "a witness; said “\(child.output)”, \(child.errors)")
        }
        verifierKey = lines[0]
        origin = String(lines[1].dropFirst("listening on ".count))
    }

    /// What the server is told of it.
    var environment: [String: String] { ["WITNESS_URLS": "\(origin)#\(verifierKey)"] }
    var port: Int { origin.split(separator: ":").last.flatMap { Int($0) } ?? 0 }

    /// Ends it as an operator does.
    func stop() async throws {
        child.signal(SIGTERM)
        #expect(try await child.ended() == 0)
    }
}
