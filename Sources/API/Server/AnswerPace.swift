import Foundation
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose client does not take its answer: whenever so much waits that nothing more is written, every
/// `graceSeconds` must take `bytesPerSecond` off it.
///
/// The idle time-out does not look at a connection while an answer is on its way. A follower of the log that stopped reading, or a
/// page of records that nobody takes, would hold its place and its memory for ever.
final class AnswerPace: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    static let bytesPerSecond = 500

    private let graceSeconds: Int
    /// Bytes that the client has not taken yet.
    private let waiting: (any Channel) -> Int
    private var check: Scheduled<Void>?

    init(graceSeconds: Int, waiting: @escaping (any Channel) -> Int = AnswerPace.bufferedBytes) {
        self.graceSeconds = graceSeconds
        self.waiting = waiting
    }

    static func bufferedBytes(of channel: any Channel) -> Int {
        (try? channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            rest()
        } else if check == nil {
            look(context, before: waiting(context.channel))
        }
        context.fireChannelWritabilityChanged()
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

    private func look(_ context: ChannelHandlerContext, before: Int) {
        check = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(graceSeconds))) {
            let now = self.waiting(context.channel)
            guard now + Self.bytesPerSecond * self.graceSeconds <= before else {
                return context.close(promise: nil)
            }
            self.look(context, before: now)
        }
    }
}

@available(*, unavailable)
extension AnswerPace: Sendable {}
