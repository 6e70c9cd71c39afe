/// Where log lines go.
public protocol LogSink: Sendable {
    /// Writes one line whole, line feed included; it never throws, for nobody could be told.
    func write(_ line: [UInt8])
}
