import Events
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What travels with a request before it is known who sent it.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection, without its port; empty on a local socket.
    let peer: String
    /// Names the request in the answer, the log lines and the records it causes.
    var requestID = ""
    /// Who sent it, once the session cookie was recognised.
    var session: SignedIn?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? ""
    }
}
