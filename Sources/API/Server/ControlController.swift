import Foundation
import Hummingbird

/// The one route of the control socket.
struct ControlController {
    let control: Control

    func addRoutes(to router: Router<AppContext>) { router.post("control", use: carryOut) }

    @Sendable func carryOut(_ request: Request, context: AppContext) async throws -> Response {
        let bytes = try await BodyReader.collect(request)
        guard let message = try? JSONDecoder().decode(ControlMessage.self, from: Data(bytes)) else {
            throw Problem.invalidJSON
        }
        let answer = try await control.carryOut(
            message.request, by: message.operatorName, trace: RequestTrace(request, id: context.requestID))
        return try .json(answer)
    }
}

/// What goes over the control socket.
struct ControlMessage: Codable {
    let request: ControlRequest
    let operatorName: String
}
