import Foundation
import Glibc

/// A TCP connection without manners. No call of it waits.
final class RawConnection: Sendable {
    private let descriptor: Int32

    /// Connects to a port of this computer.
    ///
    /// - Throws: `POSIXError`.
    init(port: Int) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe connect(descriptor, $0, size) }
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    deinit { close(descriptor) }

    /// Sends what the connection takes at once; false when it is gone.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let sent = unsafe bytes.withUnsafeBytes { unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, flags) }
        return sent >= 0 || errno == EAGAIN
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// What has arrived since the last call; nil when the other end has closed.
    func receive() -> String? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let got = unsafe buffer.withUnsafeMutableBytes {
            unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
        }
        if got > 0 { return String(decoding: buffer[..<got], as: UTF8.self) }
        return got < 0 && errno == EAGAIN ? "" : nil
    }

    /// Everything up to the other end's closing, within a time.
    func everything(withinSeconds seconds: Double = 60) async throws -> String {
        var text = ""
        try await eventually("the connection is closed", withinSeconds: seconds) {
            guard let more = receive() else { return true }
            text += more
            return false
        }
        return text
    }
}
