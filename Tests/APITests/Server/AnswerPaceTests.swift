import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTesting
import Logging
import NIOCore
import NIOEmbedded
import Synchronization
import Testing

@testable import API

@Suite struct `A client that does not take its answer` {
    private static let graceSeconds = 1

    /// What became of an endless answer, once something did.
    private final class Outcome: Sendable {
        private let state = Mutex((hasEnded: false, bytes: 0))

        var hasEnded: Bool { state.withLock { $0.hasEnded } }
        var bytes: Int { state.withLock { $0.bytes } }
        func end() { state.withLock { $0.hasEnded = true } }
        func wrote(_ count: Int) { state.withLock { $0.bytes += count } }
    }

    /// A server that answers without end, until the client is gone.
    private func serve(_ outcome: Outcome, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let router = Router()
        router.get("endless") { _, _ in
            Response(
                status: .ok,
                body: .init { writer in
                    defer { outcome.end() }
                    let piece = ByteBuffer(repeating: 0x61, count: 256 << 10)
                    while true {
                        try await writer.write(piece)
                        outcome.wrote(piece.readableBytes)
                    }
                })
        }
        let application = Application(
            router: router,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [AnswerPace(graceSeconds: Self.graceSeconds)],
                    idleTimeout: .seconds(30))),
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        try await application.test(.live) { client in try await body(try #require(client.port)) }
    }

    private static let request = Array("GET /endless HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)

    @Test func `is closed, and what was made for it ends`() async throws {
        let outcome = Outcome()
        try await serve(outcome) { port in
            let client = try #require(RawConnection(port: port).open())
            defer { close(client) }
            RawConnection.sendAll(client, Self.request)
            // Nothing is ever received: the buffers of both ends fill, and then nothing moves.
            let deadline = ContinuousClock.now + .seconds(20)
            while !outcome.hasEnded, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
            #expect(outcome.hasEnded)
        }
    }

    @Test func `is not closed while it takes something, however slowly`() throws {
        let waiting = Mutex(1_000_000)
        let channel = EmbeddedChannel(
            handler: AnswerPace(graceSeconds: 30) { _ in waiting.withLock { $0 } })
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        func pass(taking bytes: Int) {
            waiting.withLock { $0 -= bytes }
            channel.embeddedEventLoop.advanceTime(by: .seconds(30))
        }
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        for _ in 0..<10 { pass(taking: 30 * AnswerPace.bytesPerSecond) }
        #expect(channel.isActive)
        // What waits is little enough for more to be written: nobody looks any longer, until it is much again.
        channel.isWritable = true
        channel.pipeline.fireChannelWritabilityChanged()
        for _ in 0..<10 { pass(taking: 0) }
        #expect(channel.isActive)
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        pass(taking: 30 * AnswerPace.bytesPerSecond)
        #expect(channel.isActive)
        pass(taking: 30 * AnswerPace.bytesPerSecond - 1)
        #expect(!channel.isActive)
    }
}
