import Glibc

/// A port of loopback that nobody listens on at the moment, for a server that must be told one.
public enum FreePort {
    public static func find() throws -> Int {
        let (descriptor, port) = try ServerSocket.listen()
        close(descriptor)
        return port
    }
}
