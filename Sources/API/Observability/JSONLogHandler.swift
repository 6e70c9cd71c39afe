public import Logging

/// A swift-log backend that writes one JSON object per line.
///
/// Keys come in this order: `time` (RFC 3339, UTC, milliseconds), `level`, `logger`, `message`, and `metadata` when
/// there is any, an object with sorted keys. Metadata of the call wins over the provider's, which wins over
/// the logger's.
///
/// ```swift
/// LoggingSystem.bootstrap { label in
///     JSONLogHandler(label: label, level: level, metadataProvider: nil, sink: DescriptorLogSink.standardError)
/// }
/// ```
public struct JSONLogHandler: LogHandler {
    public var logLevel: Logger.Level
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let sink: any LogSink
    private let now: @Sendable () -> LogTimestamp

    /// A handler of the logger `label` that writes to `sink`.
    public init(
        label: String,
        level: Logger.Level,
        metadataProvider: Logger.MetadataProvider?,
        sink: any LogSink
    ) {
        self.init(label: label, level: level, metadataProvider: metadataProvider, sink: sink) { .now() }
    }

    init(
        label: String,
        level: Logger.Level,
        metadataProvider: Logger.MetadataProvider?,
        sink: any LogSink,
        now: @escaping @Sendable () -> LogTimestamp
    ) {
        self.label = label
        self.logLevel = level
        self.metadataProvider = metadataProvider
        self.sink = sink
        self.now = now
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let line = JSONLogLine(
            time: now(),
            level: event.level,
            label: label,
            message: event.message.description,
            metadata: merged(event)
        )
        sink.write(line.bytes)
    }

    private func merged(_ event: LogEvent) -> Logger.Metadata {
        var merged = metadata
        if let provided = metadataProvider?.get() { merged.merge(provided) { _, new in new } }
        if let error = event.error { merged.merge(error.logMetadata) { _, new in new } }
        if let explicit = event.metadata { merged.merge(explicit) { _, new in new } }
        return merged
    }
}
