import Curl
import Foundation

/// A browser of the demonstration: keeps its cookies and sends its CSRF token.
struct DemoClient {
    private static let timeoutSeconds = 60
    private static let answerBytesMax = 16 << 20

    let origin: String
    private var cookies: [String: String] = [:]

    init(origin: String) { self.origin = origin }

    /// Reads.
    mutating func get(_ path: String) async throws -> [String: Any] {
        try await json("GET", path, type: nil, body: [])
    }

    /// Sends JSON.
    mutating func send(_ method: String, _ path: String, _ value: [String: Any]) async throws -> [String: Any] {
        let body = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
        return try await json(method, path, type: "application/json", body: [UInt8](body))
    }

    /// Sends a file as the form's part `file`.
    mutating func upload(_ path: String, file: URL, type: String) async throws -> [String: Any] {
        let boundary = "eaf-\(UUID().uuidString)"
        let head =
            "--\(boundary)\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(file.lastPathComponent)\"\r\n"
            + "Content-Type: \(type)\r\n\r\n"
        let body = Array(head.utf8) + [UInt8](try Data(contentsOf: file)) + Array("\r\n--\(boundary)--\r\n".utf8)
        return try await json("POST", path, type: "multipart/form-data; boundary=\(boundary)", body: body)
    }

    private mutating func json(
        _ method: String, _ path: String, type: String?, body: [UInt8]
    ) async throws -> [String: Any] {
        let response = try await exchange(method, path, type: type, body: body)
        let value = try? JSONSerialization.jsonObject(with: Data(response.body))
        let object = value as? [String: Any] ?? [:]
        guard (200..<300).contains(response.status) else {
            throw DemoFailure("\(method) \(path) : \(response.status) \(object["error"] ?? "")")
        }
        return object
    }

    private mutating func exchange(
        _ method: String, _ path: String, type: String?, body: [UInt8]
    ) async throws -> CurlResponse {
        var headers: [(name: String, value: String)] = []
        if let type { headers.append(("Content-Type", type)) }
        if !cookies.isEmpty {
            headers.append(("Cookie", cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")))
        }
        if let token = cookies["eaf_csrf"] { headers.append(("X-CSRF-Token", token)) }
        let response: CurlResponse
        do throws(CurlError) {
            response = try await CurlClient().send(
                CurlRequest(
                    method: method, url: "\(origin)/api/v1/\(path)", headers: headers, body: body, unixSocket: nil,
                    timeoutSeconds: Self.timeoutSeconds, responseBytesMax: Self.answerBytesMax))
        } catch {
            throw DemoFailure("\(method) \(path) : \(error.message)")
        }
        for value in response.values(of: "Set-Cookie") {
            let pair = value.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1)
            if pair.count == 2 { cookies[String(pair[0])] = String(pair[1]) }
        }
        return response
    }
}
