import Synchronization

@testable import API

/// Keeps the lines that a handler writes.
final class MemoryLogSink: LogSink {
    private let written = Mutex<[String]>([])

    var lines: [String] { written.withLock { $0 } }

    func write(_ line: [UInt8]) {
        written.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
    }
}
