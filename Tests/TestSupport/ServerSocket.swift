import Glibc

/// The calls that a small server makes.
enum ServerSocket {
    struct Refused: Error { let code: Int32 }

    /// Listens on a free port of loopback.
    static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, size) == 0 && Glibc.listen(descriptor, 64) == 0
                    && getsockname(descriptor, address, &size) == 0
            }
        }
        guard status else { throw Refused(code: errno) }
        return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
    }

    /// Reads one request; nil when the connection ends before that.
    static func readRequest(_ connection: Int32) -> ScriptedServer.Request? {
        var bytes: [UInt8] = []
        var head: Range<Int>?
        while head == nil {
            guard receive(connection, &bytes) else { return nil }
            head = bytes.firstRange(of: Array("\r\n\r\n".utf8))
        }
        guard let head else { return nil }
        let lines = String(decoding: bytes[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        let words = lines[0].split(separator: " ")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
        }
        let end = head.upperBound + (headers["content-length"].flatMap { Int($0) } ?? 0)
        while bytes.count < end {
            guard receive(connection, &bytes) else { return nil }
        }
        return ScriptedServer.Request(
            method: String(words[0]), path: String(words[1]), headers: headers,
            body: Array(bytes[head.upperBound..<end]))
    }

    static func send(_ connection: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let sent = unsafe rest.withUnsafeBytes { buffer in
                unsafe Glibc.send(connection, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL))
            }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
    }

    private static func receive(_ connection: Int32, _ bytes: inout [UInt8]) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(connection, $0.baseAddress, $0.count, 0) }
        guard count > 0 else { return false }
        bytes += chunk[..<count]
        return true
    }
}
