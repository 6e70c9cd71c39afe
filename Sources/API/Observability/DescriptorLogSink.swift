import Glibc
import Synchronization

/// Writes each log line with one `write(2)`, so that lines of several threads never mix.
///
/// What can go wrong, and what is done:
/// - short write, `EINTR`: the rest is written;
/// - `EAGAIN` (somebody made the pipe non-blocking and its reader is slow): waits up to 100 ms, then gives
///   the line up. Until a write succeeds again the following lines do not wait, so a dead reader cannot
///   slow the server down;
/// - any other error: the line is given up.
/// A line given up halfway is ended before the next one begins. `lostLineCount` counts the losses.
public final class DescriptorLogSink: LogSink {
    /// The process's stderr; its first use makes the process ignore `SIGPIPE`.
    public static let standardError = DescriptorLogSink(descriptor: STDERR_FILENO)

    private static let waitMillisecondsMax: Int32 = 100

    private struct State {
        /// The descriptor's last byte is not a line feed.
        var isMidLine = false
        /// The last write found no room.
        var isStalled = false
        var lostLineCount = 0
    }

    private enum Outcome {
        case written
        case stopped(afterBytes: Int, isStalled: Bool)
    }

    private let descriptor: Int32
    private let state = Mutex(State())

    /// A sink on an open descriptor, which stays its owner's.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        // Else a reader that goes away kills the server with its next log line.
        _ = signal(SIGPIPE, SIG_IGN)
    }

    var lostLineCount: Int { state.withLock { $0.lostLineCount } }

    public func write(_ line: [UInt8]) {
        state.withLock { state in
            let bytes = state.isMidLine ? [UInt8(ascii: "\n")] + line : line
            switch writeAll(bytes, waitMilliseconds: state.isStalled ? 0 : Self.waitMillisecondsMax) {
            case .written:
                state.isMidLine = false
                state.isStalled = false
            case .stopped(let byteCount, let isStalled):
                if byteCount > 0 { state.isMidLine = bytes[byteCount - 1] != UInt8(ascii: "\n") }
                state.isStalled = isStalled
                state.lostLineCount += 1
            }
        }
    }

    private func writeAll(_ bytes: [UInt8], waitMilliseconds: Int32) -> Outcome {
        unsafe bytes.withUnsafeBytes { buffer in
            var offset = 0
            var waitsLeft = waitMilliseconds > 0 ? 1 : 0
            while offset < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let count = unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                if count > 0 {
                    offset += count
                    continue
                }
                switch errno {
                case EINTR where count < 0: continue
                case EAGAIN where count < 0 && waitsLeft > 0:
                    waitsLeft -= 1
                    waitForRoom(milliseconds: waitMilliseconds)
                case EAGAIN: return .stopped(afterBytes: offset, isStalled: true)
                default: return .stopped(afterBytes: offset, isStalled: false)
                }
            }
            return .written
        }
    }

    private func waitForRoom(milliseconds: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&request, 1, milliseconds)
    }
}
