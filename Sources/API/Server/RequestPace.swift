import Foundation
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request arrives too slowly: after a grace, a body must have brought `bytesPerSecond` for every second
/// that it took, and no request may take longer than `secondsMax`.
///
/// The idle time-out alone lets a client hold a connection with a byte now and then. It still is what ends a connection that sends
/// no whole head, or nothing at all. What is left of a body after its request was answered counts too.
final class RequestPace: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    /// A copie of 1 MiB over the slowest mobile line is some hundred times faster.
    static let bytesPerSecond = 500
    /// More than `CopieUploader.secondsMax`, which tells the client why.
    static let secondsMax = 330

    private let graceSeconds: Int
    private var began = NIODeadline.now()
    private var byteCount = 0
    private var check: Scheduled<Void>?

    init(graceSeconds: Int) { self.graceSeconds = graceSeconds }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            began = .now()
            byteCount = 0
            look(context, inSeconds: graceSeconds)
        case .body(let bytes): byteCount += bytes.readableBytes
        case .end: rest()
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        rest()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { rest() }

    private func rest() {
        check?.cancel()
        check = nil
    }

    private func look(_ context: ChannelHandlerContext, inSeconds seconds: Int) {
        rest()
        check = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
            let deadline = min(Self.secondsMax, self.graceSeconds + self.byteCount / Self.bytesPerSecond)
            let age = Int((NIODeadline.now() - self.began).nanoseconds / 1_000_000_000)
            if age >= deadline { context.close(promise: nil) } else { self.look(context, inSeconds: deadline - age) }
        }
    }
}

@available(*, unavailable)
extension RequestPace: Sendable {}
