import Logging

extension Logger {
    /// Logs a security event at its level, with its name under the key `event`.
    ///
    /// The metadata says who by identifier (`user/<uuid>`) and what by name (a route, a field, a reason). It
    /// never holds personal data: no e-mail, name, address, code, token, file name or text that a person wrote.
    func security(
        _ event: SecurityEvent,
        metadata: @autoclosure () -> Logger.Metadata,
        file: String = #fileID,
        function: String = #function,
        line: UInt = #line
    ) {
        log(
            level: event.level,
            "security event",
            metadata: metadata().merging(["event": .string(event.rawValue)]) { _, name in name },
            file: file,
            function: function,
            line: line
        )
    }
}
