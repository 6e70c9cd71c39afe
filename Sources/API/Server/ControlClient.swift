import Curl
import Events
import Foundation
public import Logging

/// Asks for something on behalf of an operator: of the running server, over its socket, or, when none runs, in this process, which
/// then opens the log itself.
public struct ControlClient: Sendable {
    private static let exportSeconds = 3_600
    private static let answerBytesMax = 64 << 20
    /// A server that starts has the log before its socket, and one that stops has it longer: asked again for so long.
    private static let attemptsMax = 30
    private static let secondsBetweenAttempts = 0.1

    let configuration: ServerConfiguration
    let operatorName: String
    let logger: Logger

    /// - Parameter operatorName: the operating system's name of who asks; it becomes the records' actor.
    public init(configuration: ServerConfiguration, operatorName: String, logger: Logger) {
        self.configuration = configuration
        self.operatorName = operatorName
        self.logger = logger
    }

    /// Carries out a request.
    ///
    /// - Throws: `ControlError`, `StartError`, `ServerKeysError`.
    public func carryOut(_ request: ControlRequest) async throws -> ControlAnswer {
        var attempt = 1
        while true {
            if let answer = try await askServer(request) { return answer }
            do {
                return try await offline(needsLog: request.needsLog) { control, trace in
                    try await control.carryOut(request, by: operatorName, trace: trace)
                }
            } catch StartError.log(.locked) where attempt < Self.attemptsMax {
                attempt += 1
                try await Task.sleep(for: .seconds(Self.secondsBetweenAttempts))
            }
        }
    }

    /// Hands everything that is kept of a person to `take`, piece by piece, as one ZIP archive.
    ///
    /// - Parameters:
    ///   - person: an id or an address.
    ///   - take: false gives up.
    /// - Throws: as `carryOut`; the archive is then without its end.
    public func exportPerson(_ person: String, to take: @escaping @Sendable ([UInt8]) -> Bool) async throws {
        if try await askServer(toExport: person, take) { return }
        try await offline(needsLog: true) { control, trace in
            var export = try await control.export(person, by: operatorName, trace: trace)
            while let bytes = try await export.next() {
                guard take(bytes) else { throw ControlError.cutOff }
            }
        }
    }

    /// Opens the log in this process, as no server has it.
    private func offline<Answer>(
        needsLog: Bool, _ body: (Control, RequestTrace) async throws -> Answer
    ) async throws -> Answer {
        if needsLog, configuration.database == nil,
            !FileManager.default.fileExists(atPath: configuration.eventlogDirectory + "/segments")
        {
            throw ControlError(
                message: "Aucun journal dans \(configuration.eventlogDirectory) (EAF_EVENTLOG_DIR).")
        }
        let state = try await ServerState.open(configuration, clock: .real, files: POSIXFiles(), logger: logger)
        defer { state.writer.stop() }
        do {
            return try await body(
                try .offline(configuration, state), RequestTrace(id: "eaf-\(UUID().uuidString.lowercased())"))
        } catch let problem as Problem {
            throw ControlError(problem)
        } catch let error as WriterError {
            throw ControlError(Problem(error))
        } catch let error as VaultError {
            throw ControlError(message: error.remedy)
        }
    }

    /// Asks the running server, and never opens the log: nil when no server listens.
    ///
    /// - Throws: `ControlError`.
    public func askServer(_ request: ControlRequest) async throws -> ControlAnswer? {
        let message = ControlMessage(request: request, operatorName: operatorName)
        let response = try await exchange("control", message, seconds: request.secondsMax, receive: nil)
        return try response.map { try JSONDecoder().decode(ControlAnswer.self, from: Data($0.body)) }
    }

    /// False when no server listens.
    private func askServer(
        toExport person: String, _ take: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws -> Bool {
        let message = ControlExport(person: person, operatorName: operatorName)
        return try await exchange("control/export", message, seconds: Self.exportSeconds, receive: take) != nil
    }

    private func exchange(
        _ path: String, _ message: some Encodable, seconds: Int, receive: (@Sendable ([UInt8]) -> Bool)?
    ) async throws -> CurlResponse? {
        let socket = ControlSocket.path(in: configuration.dataDirectory)
        guard FileManager.default.fileExists(atPath: socket) else { return nil }
        var exchange = CurlRequest(
            method: "POST", url: "http://eaf/\(path)", headers: [("Content-Type", "application/json")],
            body: [UInt8](try JSONEncoder().encode(message)), unixSocket: socket, timeoutSeconds: seconds,
            responseBytesMax: Self.answerBytesMax)
        exchange.receive = receive
        let response: CurlResponse
        do throws(CurlError) {
            response = try await CurlClient().send(exchange)
        } catch {
            // A socket that a killed server left behind.
            guard error.isNotReachable else {
                throw ControlError(message: "Le serveur n'a pas répondu jusqu'au bout : \(error.message).")
            }
            return nil
        }
        guard response.status == 200 else { throw ControlError(body: response.body) }
        return response
    }
}

extension ControlRequest {
    /// How long the running server may take: what reads the whole log takes its time.
    fileprivate var secondsMax: Int {
        switch self {
        case .planErasure: 600
        case .addDocuments, .listDocuments: 300
        default: 60
        }
    }
}

/// Why a request of an operator was turned down, in French.
public struct ControlError: Error, Sendable {
    public let message: String

    /// Whoever takes an export takes no more.
    static let cutOff = ControlError(message: "L'export s'est interrompu : la destination n'accepte plus rien.")

    init(message: String) { self.message = message }

    init(_ problem: Problem) {
        let details = problem.issues.map { "\($0.field) : \($0.message)" }
        message = ([problem.message] + details).joined(separator: " ")
    }

    init(body: [UInt8]) {
        let fields = try? JSONFields(json: body)
        let details = (try? fields?.decoded("details", as: [String].self)) ?? []
        message = ([(try? fields?.string("error")) ?? "Le serveur a refusé la demande."] + details).joined(
            separator: " ")
    }
}
