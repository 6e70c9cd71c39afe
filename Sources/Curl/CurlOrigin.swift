/// What requests go to: a scheme, a host and perhaps a port.
public struct CurlOrigin: Equatable, Sendable, CustomStringConvertible {
    /// `https://host[:port]`.
    public let description: String

    /// The origin that `[http(s)://]host[:port][/]` stands for; nil when it is none. It is https unless http is spelled out.
    public init?(_ text: String) {
        let form = /(?:(https?):\/\/)?([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::([0-9]{1,5}))?\/?/
        guard let match = text.wholeMatch(of: form), match.3.map({ UInt16($0) ?? 0 }) != 0 else { return nil }
        description = "\(match.1 ?? "https")://\(match.2)" + (match.3.map { ":\($0)" } ?? "")
    }
}
