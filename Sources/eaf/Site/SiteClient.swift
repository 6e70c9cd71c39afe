import Curl
import Foundation

/// A browser without a window: keeps its cookies and sends its CSRF token.
struct SiteClient {
    private static let answerBytesMax = 16 << 20

    let origin: String
    /// For each exchange.
    private let timeoutSeconds: Int
    private(set) var cookies: [String: String] = [:]

    init(origin: String, timeoutSeconds: Int = 60) {
        self.origin = origin
        self.timeoutSeconds = timeoutSeconds
    }

    /// Reads.
    ///
    /// - Throws: `SiteFailure` unless the answer's status is of success; so do the others that return a JSON object.
    mutating func get(_ path: String) async throws -> [String: Any] { try await exchange("GET", path).successful }

    /// Sends JSON.
    mutating func send(_ method: String, _ path: String, _ value: [String: Any]) async throws -> [String: Any] {
        try await exchange(method, path, json: value).successful
    }

    /// Sends a file as the form's part `file`.
    mutating func upload(_ path: String, file: URL, type: String) async throws -> [String: Any] {
        let boundary = "eaf-\(UUID().uuidString)"
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.lastPathComponent)\"\r\n"
            + "Content-Type: \(type)\r\n\r\n"
        let body = Array(head.utf8) + [UInt8](try Data(contentsOf: file)) + Array("\r\n--\(boundary)--\r\n".utf8)
        return try await exchange("POST", path, type: "multipart/form-data; boundary=\(boundary)", body: body)
            .successful
    }

    /// Sends JSON and returns whatever the server answers.
    mutating func exchange(
        _ method: String, _ path: String, json value: [String: Any], sendsToken: Bool = true
    ) async throws -> SiteAnswer {
        let body = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        return try await exchange(
            method, path, type: "application/json", body: [UInt8](body), sendsToken: sendsToken)
    }

    /// Sends a request and returns whatever the server answers.
    ///
    /// - Parameters:
    ///   - path: below `/api/v1/`, or, with a slash at its beginning, a page's.
    ///   - sendsToken: whether the CSRF token goes with it, when there is one.
    /// - Throws: `SiteFailure` when there is no answer.
    mutating func exchange(
        _ method: String, _ path: String, type: String? = nil, body: [UInt8] = [], sendsToken: Bool = true
    ) async throws -> SiteAnswer {
        var headers: [(name: String, value: String)] = []
        if let type { headers.append(("Content-Type", type)) }
        if !cookies.isEmpty {
            headers.append(("Cookie", cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")))
        }
        if sendsToken, let token = cookies["eaf_csrf"] { headers.append(("X-CSRF-Token", token)) }
        let response: CurlResponse
        do throws(CurlError) {
            response = try await CurlClient().send(
                CurlRequest(
                    method: method, url: origin + (path.hasPrefix("/") ? path : "/api/v1/\(path)"), headers: headers,
                    body: body, unixSocket: nil,
                    timeoutSeconds: timeoutSeconds, responseBytesMax: Self.answerBytesMax))
        } catch {
            throw SiteFailure("\(method) \(path) : \(error.message)")
        }
        for value in response.values(of: "Set-Cookie") { keep(value) }
        return SiteAnswer(request: "\(method) \(path)", response: response)
    }

    private mutating func keep(_ setCookie: String) {
        let pair = setCookie.prefix { $0 != ";" }.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return }
        // An empty value takes the cookie away.
        cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
    }
}
