import Foundation
import Glibc
import Synchronization

/// A proxy on loopback before a server, that tests make fail: each connection is carried by a thread of its own.
public final class CutProxy: Sendable {
    /// What becomes of what is sent next.
    public enum Fault: Equatable, Sendable {
        case none
        /// The next request never reaches the server; both sides are cut.
        case loseRequest
        /// The next request reaches the server, which answers; the answer is lost and both sides are cut.
        case loseAnswer
        /// The last so many bytes of the next request never reach the server, and nothing passes after them; nothing is cut before the
        /// server does.
        case withhold(Int)
        /// Every connection, now and later, is cut at once.
        case down
        /// Nothing passes in either direction, and nothing is cut, until it is over.
        case frozen
    }

    private static let frozenMicroseconds: UInt32 = 20_000

    private let state = Mutex<(fault: Fault, fired: Int)>((.none, 0))
    private let listener: Int32
    private let serverPort: Int
    public let port: Int

    /// A proxy before the server's port; it listens until it goes away.
    public init(before serverPort: Int) throws {
        self.serverPort = serverPort
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = Self.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        port = Int(UInt16(bigEndian: address.sin_port))
        let accepting = Thread { [weak self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0, let self else {
                    close(listener)
                    return
                }
                let carrying = Thread { self.carry(client) }
                carrying.start()
            }
        }
        accepting.start()
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// Makes the next thing sent fail in this way.
    public func set(_ fault: Fault) { state.withLock { $0.fault = fault } }
    /// How often a fault struck.
    public var fired: Int { state.withLock { $0.fired } }

    /// `url` with the proxy in place of the server.
    public func url(_ url: String) -> String {
        url.replacingOccurrences(of: ":\(serverPort)/", with: ":\(port)/")
    }

    private func take(_ fault: Fault) -> Bool {
        state.withLock { state in
            guard state.fault == fault else { return false }
            state.fired += 1
            if fault != .down, fault != .frozen { state.fault = .none }
            return true
        }
    }

    /// How much of the next request is withheld; nil when nothing is.
    private func takeWithheld() -> Int? {
        state.withLock { state in
            guard case .withhold(let count) = state.fault else { return nil }
            state.fired += 1
            state.fault = .none
            return count
        }
    }

    /// Reads what the peer says, for nobody, until it has nothing more to say.
    private static func waitForEnd(of peer: Int32) {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while unsafe recv(peer, &buffer, buffer.count, 0) > 0 {}
    }

    private func carry(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer {
            close(client)
            close(server)
        }
        var address = Self.loopback(port: serverPort)
        let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(server, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        guard isConnected else { return }
        var isAnswerLost = false
        while true {
            var polled = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            // Awake often enough to notice that the proxy went down.
            guard unsafe poll(&polled, 2, 20) >= 0, !take(.down) else { return }
            if take(.frozen) {
                usleep(Self.frozenMicroseconds)
                continue
            }
            if polled[0].revents != 0 {
                if take(.loseRequest) { return }
                if take(.loseAnswer) { isAnswerLost = true }
                if let count = takeWithheld() {
                    if Self.pass(from: client, to: server, withholding: count) { Self.waitForEnd(of: server) }
                    return
                }
                guard Self.pass(from: client, to: server) else { return }
            }
            if polled[1].revents != 0 {
                if isAnswerLost { return }
                guard Self.pass(from: server, to: client) else { return }
            }
        }
    }

    /// False at the end of the stream.
    private static func pass(from source: Int32, to target: Int32, withholding withheld: Int = 0) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe recv(source, &buffer, buffer.count, 0) - withheld
        guard count > 0 else { return false }
        var done = 0
        while done < count {
            let sent = unsafe buffer.withUnsafeBytes { bytes in
                unsafe send(target, bytes.baseAddress?.advanced(by: done), count - done, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return false }
            done += sent
        }
        return true
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
