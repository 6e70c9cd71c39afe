import Foundation
import Hummingbird

/// The routes of the control socket.
struct ControlController {
    let control: Control

    func addRoutes(to router: Router<AppContext>) {
        router.post("control", use: carryOut).post("control/export", use: export)
    }

    @Sendable func carryOut(_ request: Request, context: AppContext) async throws -> Response {
        let bytes = try await BodyReader.collect(request, bytesMax: ControlMessage.bytesMax)
        guard let message = try? JSONDecoder().decode(ControlMessage.self, from: Data(bytes)) else {
            throw Problem.invalidJSON
        }
        let answer = try await control.carryOut(
            message.request, by: message.operatorName, trace: RequestTrace(request, id: context.requestID))
        return try .json(answer)
    }

    @Sendable func export(_ request: Request, context: AppContext) async throws -> Response {
        let bytes = try await BodyReader.collect(request)
        guard let message = try? JSONDecoder().decode(ControlExport.self, from: Data(bytes)) else {
            throw Problem.invalidJSON
        }
        return .archive(
            try await control.export(
                message.person, by: message.operatorName, trace: RequestTrace(request, id: context.requestID)))
    }
}

/// What asks for an export over the control socket.
struct ControlExport: Codable {
    let person: String
    let operatorName: String
}

/// What goes over the control socket.
struct ControlMessage: Codable {
    /// A batch of texts, every character of which JSON may double.
    static let bytesMax = 3 * ControlImport.bytesMax

    let request: ControlRequest
    let operatorName: String
}
