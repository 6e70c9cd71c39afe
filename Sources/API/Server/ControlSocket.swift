import Events
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Projections
import ServiceLifecycle

/// A local socket under the data directory, mode 0600, through which the command line works beside a running server: its
/// commands go through the one writer. Who may open the file is who may administer the server.
struct ControlSocket: Service {
    static func path(in dataDirectory: String) -> String {
        // A socket's path has about a hundred bytes at most; a relative one stays short.
        dataDirectory + "/control.sock"
    }

    /// `sun_path` with its final NUL has 108 bytes.
    private static let pathBytesMax = 107

    /// Refuses a path that the system would not take, before anything listens.
    ///
    /// - Throws: `StartError.cannotListen`.
    static func check(_ dataDirectory: String) throws(StartError) {
        let path = path(in: dataDirectory)
        guard path.utf8.count > pathBytesMax else { return }
        throw .cannotListen(
            "Le chemin \(path) est trop long pour une socket (\(pathBytesMax) octets). Raccourcissez EAF_DATA_DIR.")
    }

    let path: String
    let control: Control
    let logger: Logger

    func run() async throws {
        try? FileManager.default.removeItem(atPath: path)
        let router = Router(context: AppContext.self)
        router.add(
            middleware: RequestScope(headers: SecurityHeaders(isSecure: false), routes: RouteTable([])))
        ControlController(control: control).addRoutes(to: router)
        let path = path
        // The directory is 0700 already; the mode is set all the same, before anybody is told of the socket.
        let application = Application(
            router: router, configuration: .init(address: .unixDomainSocket(path: path)),
            onServerRunning: { _ in
                try? FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            }, logger: logger)
        try await application.run()
        try? FileManager.default.removeItem(atPath: path)
    }
}
