import API
import ArgumentParser
import Foundation
import Logging

/// What commands share that work beside a server or without one.
struct ControlOptions: ParsableArguments {
    @Option(help: "Dossier du journal (EAF_EVENTLOG_DIR ; par défaut : eventlog).")
    var eventlogDir: String?

    @Option(help: "Dossier des données (EAF_DATA_DIR ; par défaut : .data).")
    var dataDir: String?

    @Flag(help: "Sortie JSON.")
    var json = false

    /// The same places, for commands that also read the log.
    var logOptions: LogOptions {
        var options = LogOptions()
        options.eventlogDir = eventlogDir
        options.dataDir = dataDir
        return options
    }

    /// Carries out a request through the running server, or directly when there is none.
    func carryOut(_ request: ControlRequest) async throws -> ControlAnswer { try await client().carryOut(request) }

    /// Asks the running server, or works without one. To be called once: messages are set up here.
    func client() throws -> ControlClient {
        var overrides: [String: String] = [:]
        overrides["EAF_EVENTLOG_DIR"] = eventlogDir
        overrides["EAF_DATA_DIR"] = dataDir
        let configuration = try EnvironmentReader(
            environment: ProcessInfo.processInfo.environment, overrides: overrides
        ).configuration()
        LoggingSystem.bootstrap { label in
            JSONLogHandler(
                label: label, level: .warning, metadataProvider: nil, sink: DescriptorLogSink.standardError)
        }
        return ControlClient(
            configuration: configuration, operatorName: NSUserName(), logger: Logger(label: "eaf"))
    }

    /// Prints an answer as JSON, or as the given line.
    func show(_ answer: some Encodable, _ line: @autoclosure () -> String) throws {
        var out = StandardOutput()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            try out.line(try encoder.encode(answer))
        } else {
            try out.line(line())
        }
        try out.flush()
    }
}
