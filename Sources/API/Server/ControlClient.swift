import Curl
import Events
import Foundation
public import Logging

/// Asks for something on behalf of an operator: of the running server, over its socket, or, when none runs, in this process, which
/// then opens the log itself.
public struct ControlClient: Sendable {
    private static let timeoutSeconds = 60
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
                return try await carryOutHere(request)
            } catch StartError.log(.locked) where attempt < Self.attemptsMax {
                attempt += 1
                try await Task.sleep(for: .seconds(Self.secondsBetweenAttempts))
            }
        }
    }

    /// Opens the log in this process.
    private func carryOutHere(_ request: ControlRequest) async throws -> ControlAnswer {
        if case .listAccounts = request,
            !FileManager.default.fileExists(atPath: configuration.eventlogDirectory + "/segments")
        {
            throw ControlError(
                message: "Aucun journal dans \(configuration.eventlogDirectory) (EAF_EVENTLOG_DIR).")
        }
        let state = try await ServerState.open(configuration, clock: .real, files: POSIXFiles(), logger: logger)
        defer { state.writer.stop() }
        let control = Control(backend: .offline(configuration, state))
        do {
            return try await control.carryOut(
                request, by: operatorName, trace: RequestTrace(id: "eaf-\(UUID().uuidString.lowercased())"))
        } catch let problem as Problem {
            throw ControlError(problem)
        } catch let error as WriterError {
            throw ControlError(Problem(error))
        }
    }

    /// Nil when no server listens.
    private func askServer(_ request: ControlRequest) async throws -> ControlAnswer? {
        let socket = ControlSocket.path(in: configuration.dataDirectory)
        guard FileManager.default.fileExists(atPath: socket) else { return nil }
        let message = ControlMessage(request: request, operatorName: operatorName)
        let exchange = CurlRequest(
            method: "POST", url: "http://eaf/control", headers: [("Content-Type", "application/json")],
            body: [UInt8](try JSONEncoder().encode(message)), unixSocket: socket, timeoutSeconds: Self.timeoutSeconds,
            responseBytesMax: Self.answerBytesMax)
        let response: CurlResponse
        do throws(CurlError) {
            response = try await CurlClient().send(exchange)
        } catch {
            // A socket that a killed server left behind.
            guard error.isNotReachable else {
                throw ControlError(message: "Le serveur n'a pas répondu : \(error.message).")
            }
            return nil
        }
        guard response.status == 200 else { throw ControlError(body: response.body) }
        return try JSONDecoder().decode(ControlAnswer.self, from: Data(response.body))
    }
}

/// Why a request of an operator was turned down, in French.
public struct ControlError: Error, Sendable {
    public let message: String

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
