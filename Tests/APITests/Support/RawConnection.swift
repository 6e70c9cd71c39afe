import Dispatch
import Foundation
import Glibc

/// A TCP connection on which a test may send anything, also what no HTTP library would.
struct RawConnection: Sendable {
    private static let secondsMax = 10

    let port: Int

    /// Sends the pieces, then ends its side when `closes`, and returns what came back until the server closed or fell silent.
    func exchange(_ pieces: [[UInt8]], closes: Bool = false, until marker: String? = nil) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: blockingExchange(pieces, closes, marker))
            }
        }
    }

    private func blockingExchange(_ pieces: [[UInt8]], _ closes: Bool, _ marker: String?) -> String {
        guard let descriptor = open() else { return "no connection" }
        defer { close(descriptor) }
        for piece in pieces { Self.sendAll(descriptor, piece) }
        if closes { shutdown(descriptor, Int32(SHUT_WR)) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { break }
            received += buffer.prefix(count)
            if let marker, String(decoding: received, as: UTF8.self).contains(marker) { break }
        }
        return String(decoding: received, as: UTF8.self)
    }

    static func sendAll(_ descriptor: Int32, _ piece: [UInt8]) {
        var sent = 0
        while sent < piece.count {
            let count = unsafe piece.withUnsafeBytes { bytes in
                unsafe send(
                    descriptor, bytes.baseAddress.map { unsafe $0 + sent }, piece.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// A socket that the caller closes; `localhost` may mean either address.
    func open() -> Int32? {
        for family in [AF_INET, AF_INET6] {
            let descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
            var wait = timeval(tv_sec: Self.secondsMax, tv_usec: 0)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
            if connect(descriptor, family) { return descriptor }
            close(descriptor)
        }
        return nil
    }

    private func connect(_ descriptor: Int32, _ family: Int32) -> Bool {
        let port = UInt16(port).bigEndian
        if family == AF_INET {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
                }
            }
        }
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port
        address.sin6_addr = in6addr_loopback
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in6>.size)) == 0
            }
        }
    }
}
