import Hummingbird

/// Which methods each path answers, to tell an unknown path from a wrong method.
struct RouteTable: Sendable {
    /// Routes that are asked so often that their success is not worth a line.
    static let quiet: Set<String> = [
        "/api/v1/health", "/api/v1/health/live", "/api/v1/health/ready", "/api/v1/metrics/vitals",
    ]

    /// The last part of a route that answers all paths below it.
    static let rest = "{path}"

    /// `METHOD /path/{parameter}`.
    struct Route: Hashable, Sendable {
        let method: String
        let path: String
    }

    private let routes: [(segments: [Substring], method: String)]

    init(_ routes: [Route]) {
        self.routes = routes.map { ($0.path.split(separator: "/"), $0.method) }
    }

    /// The methods that `path` answers, sorted; none when there is no such path.
    func methods(forPath path: String) -> [String] {
        let segments = path.split(separator: "/")
        let methods = routes.filter { Self.matches($0.segments, segments) }.map(\.method)
        return Set(methods).sorted()
    }

    private static func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
        (pattern.count == path.count || pattern.last == rest[...] && path.count > pattern.count)
            && zip(pattern, path).allSatisfy { $0.first == "{" || $0 == $1 }
    }
}
