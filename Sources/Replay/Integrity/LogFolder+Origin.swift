public import Events

extension LogFolder {
    /// What the log is called: host and name from its first record, the timeline from its last.
    ///
    /// - Throws: `EventLogError`, `ReplayFailure` 66 for an empty log.
    public func origin() throws -> LogOrigin {
        let log = try open()
        guard log.head.position > .zero else {
            throw ReplayFailure(.noInput, "Le journal (\(path)) est vide : il n'a pas encore de nom.")
        }
        let first = try log.record(at: LogPosition(1))
        let parts = try log.record(at: log.head.position).source.split(separator: "/")
        guard case .log(.opened(let opened)) = try EventCatalog.current.event(of: first), parts.count == 3,
            let timeline = Int(parts[2])
        else { throw ReplayFailure(.badData, "Le premier enregistrement du journal (\(path)) ne l'ouvre pas.") }
        return LogOrigin(host: opened.host, name: opened.name, timeline: timeline)
    }
}
