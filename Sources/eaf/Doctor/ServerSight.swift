import API

/// What is seen of a running server from outside.
struct ServerSight: Sendable {
    private static let timeoutSeconds = 5

    /// Somebody has the log open for writing.
    let isLogWritten: Bool
    /// Where it should answer; nil when that is not known.
    let origin: String?
    /// What `health` said; nil when nobody answered.
    let health: Health?

    struct Health: Sendable {
        let status: Int
        let version: String
        /// For example `log ok`.
        let parts: [String: String]
    }

    static func look(at configuration: ServerConfiguration?, isLogWritten: Bool) async -> ServerSight {
        guard let configuration, configuration.port != 0 else {
            return ServerSight(isLogWritten: isLogWritten, origin: nil, health: nil)
        }
        let name = ["0.0.0.0", "::"].contains(configuration.host) ? "127.0.0.1" : configuration.host
        let origin = "http://\(name.contains(":") ? "[\(name)]" : name):\(configuration.port)"
        var client = SiteClient(origin: origin, timeoutSeconds: timeoutSeconds)
        guard let answer = try? await client.exchange("GET", "health"),
            let version = answer.object["version"] as? String
        else { return ServerSight(isLogWritten: isLogWritten, origin: origin, health: nil) }
        return ServerSight(
            isLogWritten: isLogWritten, origin: origin,
            health: Health(
                status: answer.status, version: version, parts: answer.object["checks"] as? [String: String] ?? [:]))
    }
}
