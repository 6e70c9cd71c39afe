import Foundation
import Synchronization

/// An HTTP server on loopback that answers one request after another as a script says, whatever was asked. A connection is good for
/// one request.
public final class ScriptedServer: Sendable {
    /// What happens to a request.
    public enum Step: Sendable {
        /// These bytes, whether they are HTTP or not, and the connection is closed.
        case send([UInt8])
        /// Nothing, until the server is gone.
        case hang
        /// The connection is closed before the request was read.
        case hangUp
    }

    /// What was asked.
    public struct Request: Sendable {
        public let method: String
        public let path: String
        /// Names in lower case.
        public let headers: [String: String]
        public let body: [UInt8]
    }

    private struct State {
        var steps: [Step]
        var requests: [Request] = []
        var held: [Int32] = []
    }

    public let port: Int
    private let listener: Int32
    private let state: Mutex<State>

    /// Listens. When the script is over, requests are answered with status 500.
    public init(_ steps: [Step]) throws {
        (listener, port) = try ServerSocket.listen()
        state = Mutex(State(steps: steps))
        let listener = listener
        // A thread of its own: one that waits in `accept` would keep others from a place in a pool.
        Thread.detachNewThread { [weak self] in
            // It alone closes the descriptor: another server might have been given its number while this one still accepts.
            defer { close(listener) }
            while true {
                let connection = accept(listener, nil, nil)
                if connection < 0, errno == EINTR { continue }
                guard connection >= 0, let self else { return }
                self.serve(connection)
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        for connection in state.withLock({ $0.held }) { close(connection) }
    }

    public var origin: String { "http://127.0.0.1:\(port)" }
    public var requests: [Request] { state.withLock { $0.requests } }

    /// Goes on with another script.
    public func play(_ steps: [Step]) { state.withLock { $0.steps = steps } }

    private func serve(_ connection: Int32) {
        let step = state.withLock { state in
            state.steps.isEmpty ? .answer(500, [], Array("the script is over".utf8)) : state.steps.removeFirst()
        }
        if case .hangUp = step {
            close(connection)
            return
        }
        guard let request = ServerSocket.readRequest(connection) else {
            close(connection)
            return
        }
        state.withLock { $0.requests.append(request) }
        guard case .send(let bytes) = step else {
            state.withLock { $0.held.append(connection) }
            return
        }
        ServerSocket.send(connection, bytes)
        close(connection)
    }
}

extension ScriptedServer.Step {
    /// A whole answer.
    public static func answer(_ status: Int, _ headers: [String], _ body: [UInt8]) -> Self {
        .cut(status, headers, body, at: body.count)
    }

    /// An answer that ends before its body does.
    public static func cut(_ status: Int, _ headers: [String], _ body: [UInt8], at count: Int) -> Self {
        let lines = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.count)", "Connection: close"] + headers
        return .send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body.prefix(count))
    }
}
