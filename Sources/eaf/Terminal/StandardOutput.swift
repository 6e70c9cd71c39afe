import Foundation

/// Data on its way to standard output, gathered in large writes.
///
/// A reader that has gone away (`eaf log show | head`) is no error: `ReaderGone` ends the command quietly, with status 0.
struct StandardOutput: ~Copyable {
    struct ReaderGone: Error {}

    private static let gatheredMax = 64 << 10

    private var gathered: [UInt8] = []

    init() {
        // Otherwise the signal would end the process before `write` can say EPIPE.
        signal(SIGPIPE, SIG_IGN)
    }

    mutating func line(_ bytes: some Sequence<UInt8>) throws {
        gathered += bytes
        gathered.append(0x0A)
        if gathered.count >= Self.gatheredMax { try flush() }
    }

    mutating func line(_ text: String) throws { try line(text.utf8) }

    mutating func flush() throws {
        var done = 0
        while done < gathered.count {
            let count = unsafe gathered.withUnsafeBytes { buffer in
                unsafe write(STDOUT_FILENO, buffer.baseAddress?.advanced(by: done), gathered.count - done)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EPIPE { throw ReaderGone() }
            guard count > 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
            done += count
        }
        gathered.removeAll(keepingCapacity: true)
    }
}
