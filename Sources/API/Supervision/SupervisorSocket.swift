import Foundation

/// The datagram socket on which a service manager listens: a path, or an abstract name, which begins with a NUL.
struct SupervisorSocket: Equatable, Sendable {
    /// `sun_path` has 108 bytes.
    private static let nameBytesMax = 108
    /// A manager that takes nothing holds the process up for so long, and no longer.
    private static let sendSecondsMax = 2

    private let name: [UInt8]

    /// Reads `NOTIFY_SOCKET`: an absolute path, or `@` and an abstract name. Nil for anything else, such as `vsock:`.
    init?(_ text: String) {
        var bytes = Array(text.utf8)
        guard bytes.count > 1, !bytes.contains(0) else { return nil }
        switch bytes[0] {
        // A path ends in a NUL, an abstract name with its last byte.
        case UInt8(ascii: "/"): bytes.append(0)
        case UInt8(ascii: "@"): bytes[0] = 0
        default: return nil
        }
        guard bytes.count <= Self.nameBytesMax else { return nil }
        name = bytes
    }

    /// Sends one datagram. A socket of its own each time: there are a few a minute, and a manager that was restarted is found again.
    ///
    /// - Throws: `POSIXError`.
    func send(_ text: String) throws(POSIXError) {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Self.failure }
        defer { close(descriptor) }
        var patience = timeval(tv_sec: Self.sendSecondsMax, tv_usec: 0)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: name) }
        let size = MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { socklen_t($0 + name.count) } ?? 0
        let bytes = Array(text.utf8)
        let sent = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, size)
            }
        }
        guard sent == bytes.count else { throw Self.failure }
    }

    private static var failure: POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
