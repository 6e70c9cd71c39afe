import Events
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import LanguageModels
import Logging
import NIOCore
import Synchronization
import Testing

@testable import API

/// A provider on a port of its own that answers as a test says, and keeps what it was asked.
final class FakeProvider: Sendable {
    /// One request, in the order of arrival, from 1.
    struct Asked: Sendable {
        let number: Int
        let path: String
        let headers: HTTPFields
        let body: JSONValue

        /// What the model is told, in the form of OpenAI.
        func content(_ message: Int) -> String { body["messages"][message]["content"].text }
    }

    struct Reply: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body = ""
        var seconds = 0.0
    }

    typealias Script = @Sendable (Asked) -> Reply

    private let script: Script
    private let state = Mutex<(asked: [Asked], now: Int, most: Int)>(([], 0, 0))

    init(_ script: @escaping Script) { self.script = script }

    var asked: [Asked] { state.withLock { $0.asked } }
    /// How many requests it served at once at most.
    var most: Int { state.withLock { $0.most } }

    /// Serves while `body` runs.
    func serve<Value: Sendable>(_ body: @Sendable (_ base: String) async throws -> Value) async throws -> Value {
        let router = Router()
        router.post("**") { request, _ in try await self.answer(request) }
        let logger = Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)), logger: logger)
        return try await application.test(.live) { client in
            try await body("http://127.0.0.1:\(try #require(client.port))")
        }
    }

    private func answer(_ request: Request) async throws -> Response {
        let bytes = try await request.body.collect(upTo: 32 << 20)
        let body = try JSONDecoder().decode(JSONValue.self, from: Data(bytes.readableBytesView))
        let asked = state.withLock { state in
            let asked = Asked(
                number: state.asked.count + 1, path: request.uri.path, headers: request.headers, body: body)
            state.asked.append(asked)
            state.now += 1
            state.most = max(state.most, state.now)
            return asked
        }
        defer { state.withLock { $0.now -= 1 } }
        let reply = script(asked)
        if reply.seconds > 0 { try await Task.sleep(for: .seconds(reply.seconds)) }
        var response = Response(
            status: .init(code: reply.status), headers: [.contentType: "application/json"],
            body: .init(byteBuffer: ByteBuffer(string: reply.body)))
        for (name, value) in reply.headers {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}

extension FakeProvider.Reply {
    /// A chat completion that says `text`.
    static func chat(_ text: String, finish: String = "stop", usage: Bool = true, seconds: Double = 0) -> Self {
        let content = JSONValue.string(text).json
        let counts = usage ? #","usage":{"prompt_tokens":1200,"completion_tokens":400,"total_tokens":1600}"# : ""
        return Self(
            body: """
                {"id":"c1","object":"chat.completion","created":1,"model":"gpt-5-mini-2026-08-07","choices":[{"index":0,\
                "message":{"role":"assistant","content":\(content)},"finish_reason":"\(finish)"}]\(counts)}
                """, seconds: seconds)
    }

    /// An answer of `generateContent`.
    static func gemini(_ text: String, finish: String = "STOP") -> Self {
        let content = JSONValue.string(text).json
        return Self(
            body: """
                {"candidates":[{"content":{"parts":[{"text":\(content)}],"role":"model"},"finishReason":"\(finish)",\
                "index":0}],"usageMetadata":{"promptTokenCount":900,"candidatesTokenCount":300,"thoughtsTokenCount":50,\
                "totalTokenCount":1250},"modelVersion":"gemini-3-flash-001","responseId":"r1"}
                """)
    }

    static func error(_ status: Int, _ code: String = "server_error", headers: [String: String] = [:]) -> Self {
        Self(
            status: status, headers: headers,
            body: #"{"error":{"message":"no","type":"\#(code)","param":null,"code":"\#(code)"}}"#)
    }
}

extension JSONValue {
    /// Written out.
    var json: String { String(decoding: (try? JSONEncoder().encode(self)) ?? Data(), as: UTF8.self) }
}

extension ModelEndpoint {
    /// A model of a test, at `base`.
    static func test(
        _ service: Service = .openai, at base: String, timeoutSeconds: Int = 20, concurrency: Int = 8
    ) -> ModelEndpoint {
        ModelEndpoint(
            service: service, base: base, key: "clé-de-test".filter(\.isASCII), model: "modele-1",
            price: ModelPrice(inputEuros: 2, outputEuros: 8), showsFiles: true, version: "v1beta",
            timeoutSeconds: timeoutSeconds, concurrency: concurrency)
    }
}

/// A clock whose waits are over at once, and are kept.
final class NotedWaits: Sendable {
    private let waits = Mutex<[Double]>([])
    private let moved = Mutex(0.0)

    var seconds: [Double] { waits.withLock { $0 } }

    func advance(_ seconds: Double) { moved.withLock { $0 += seconds } }

    var clock: ModelClock {
        ModelClock {
            self.moved.withLock { $0 }
        } sleep: { seconds in
            self.waits.withLock { $0.append(seconds) }
            self.advance(seconds)
            return !Task.isCancelled
        }
    }
}
