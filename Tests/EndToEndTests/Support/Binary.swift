import Foundation
import Testing

/// The `eaf` executable that was built beside these tests.
enum Binary {
    /// What became of a command.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String

        /// The one JSON object that the command printed.
        var json: [String: Any] {
            get throws { try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]) }
        }
    }

    static var path: String {
        get throws {
            let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let path = URL(filePath: tests).deletingLastPathComponent().appending(path: "eaf").path
            try #require(FileManager.default.isExecutableFile(atPath: path), "build the product eaf first")
            return path
        }
    }

    /// Runs `eaf` to its end.
    static func run(
        _ arguments: String..., at place: Place, environment more: [String: String] = [:], input: String = ""
    ) async throws -> Outcome {
        let environment = place.environment.merging(more) { $1 }
        let child = try Child(path, arguments, in: place.path, environment: environment, input: input)
        return Outcome(status: try await child.ended(), output: child.output, errors: child.errors)
    }

    /// Runs a line of bash in which `$EAF` is the executable.
    static func bash(_ script: String, at place: Place) async throws -> Outcome {
        let environment = place.environment.merging(["EAF": try path]) { $1 }
        let child = try Child(
            "/bin/bash", ["-o", "pipefail", "-c", script], in: place.path, environment: environment)
        return Outcome(status: try await child.ended(), output: child.output, errors: child.errors)
    }
}
