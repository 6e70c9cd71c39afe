import Curl
import Foundation
import Synchronization
import Testing

/// A browser: keeps its cookies, sends its CSRF token, and has an address of its own.
final class Client: Sendable {
    /// What the server answered.
    struct Answer: Sendable {
        let status: Int
        let headers: [(name: String, value: String)]
        let body: [UInt8]

        var text: String { "\(status) " + String(decoding: body, as: UTF8.self) }
        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }

        func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
        subscript(_ name: String) -> String { object[name] as? String ?? "" }
    }

    private static let answerBytesMax = 16 << 20

    let origin: String
    private let address: Mutex<String>
    private static var newAddress: String {
        (0..<3).map { _ in String(Int.random(in: 1...254)) }.joined(separator: ".")
    }
    private let cookies: Mutex<[String: String]>
    /// What it calls itself.
    private let agent: String?

    init(origin: String, cookies: [String: String] = [:], agent: String? = nil) {
        self.origin = origin
        self.agent = agent
        address = Mutex(Self.newAddress)
        self.cookies = Mutex(cookies)
    }

    /// The same browser at another server, or at the same one under another port.
    func at(_ origin: String) -> Client { Client(origin: origin, cookies: cookies.withLock { $0 }) }

    /// Comes from the address of another client from now on.
    func share(addressOf other: Client) {
        let shared = other.address.withLock { $0 }
        address.withLock { $0 = shared }
    }

    /// Keeps a cookie that nobody gave it.
    func set(_ cookie: String, _ value: String) { cookies.withLock { $0[cookie] = value } }

    /// The header lines of a request of this session, for a connection of one's own.
    var session: String {
        let known = cookies.withLock { $0 }
        let line = known.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
        return "Cookie: \(line)\r\nX-CSRF-Token: \(known["eaf_csrf"] ?? "")\r\n"
    }

    func get(_ path: String) async throws -> Answer { try await exchange("GET", path, [], []) }

    /// Sends JSON.
    func send(
        _ method: String, _ path: String, _ members: [String: Any] = [:], key: String? = nil
    ) async throws -> Answer {
        let body = try JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
        var headers = [(name: "Content-Type", value: "application/json")]
        if let key { headers.append(("Idempotency-Key", key)) }
        return try await exchange(method, path, headers, [UInt8](body))
    }

    func register(_ email: String, _ password: String, _ name: String) async throws -> Answer {
        try await send("POST", "auth/register", ["email": email, "password": password, "displayName": name])
    }

    func login(_ email: String, _ password: String) async throws -> Answer {
        try await send("POST", "auth/login", ["email": email, "password": password])
    }

    /// Hands in a file as the copie of an épreuve.
    func handIn(_ file: SampleCopie, epreuve: String, key: String? = nil) async throws -> Answer {
        var headers = [(name: "Content-Type", value: SampleCopie.formType)]
        if let key { headers.append(("Idempotency-Key", key)) }
        return try await exchange("POST", "epreuves/\(epreuve)/copie", headers, file.form)
    }

    /// Asks for a subject and returns the épreuve's id.
    func newEpreuve() async throws -> String {
        let answer = try await send("POST", "epreuves/generate", ["type": "commentaire"])
        try #require(answer.status == 200, "\(answer.text)")
        return answer["epreuveId"]
    }

    private func exchange(
        _ method: String, _ path: String, _ headers: [(name: String, value: String)], _ body: [UInt8]
    ) async throws -> Answer {
        let known = cookies.withLock { $0 }
        var headers = headers + [("X-Forwarded-For", "10.\(address.withLock { $0 })")]
        if !known.isEmpty {
            let line = known.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            headers.append(("Cookie", line))
        }
        if let agent { headers.append(("User-Agent", agent)) }
        if let token = known["eaf_csrf"] { headers.append(("X-CSRF-Token", token)) }
        let response = try await CurlClient().send(
            CurlRequest(
                method: method, url: "\(origin)/api/v1/\(path)", headers: headers, body: body, unixSocket: nil,
                timeoutSeconds: 60, responseBytesMax: Self.answerBytesMax))
        cookies.withLock { cookies in
            for field in response.values(of: "Set-Cookie") {
                let pair = field.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
                if pair.count == 2 { cookies[String(pair[0])] = String(pair[1]) }
            }
        }
        return Answer(status: response.status, headers: response.headers, body: response.body)
    }
}
