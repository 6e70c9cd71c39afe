public import Events

extension ReadModels {
    /// The state at `position`, folded from a log.
    ///
    /// - Parameter start: a state to go on from, for example a snapshot's.
    /// - Throws: `EventLogError`.
    public static func folded(
        from log: any LogReader, startingWith start: ReadModels = ReadModels(), through position: LogPosition
    ) throws -> ReadModels {
        var models = start
        // Reading and checking the next chunk goes on while this one is folded.
        let reader = ReadAhead(log: log, after: start.position, through: position)
        defer { reader.stop() }
        while let records = try reader.next() {
            for record in records { try models.apply(record) }
        }
        return models
    }
}
