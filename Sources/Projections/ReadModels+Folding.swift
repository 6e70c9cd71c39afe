public import Events

extension ReadModels {
    /// Parsed chunks that may wait, a chunk being about a mebibyte of lines.
    private static let chunksAhead = 4

    /// The state at `position`, folded from a log.
    ///
    /// - Parameter start: a state to go on from, for example a snapshot's.
    /// - Throws: `EventLogError`.
    public static func folded(
        from log: any LogReader, startingWith start: ReadModels = ReadModels(), through position: LogPosition
    ) throws -> ReadModels {
        var models = start
        let reader = facts(of: log, after: start.position, through: position)
        defer { reader.stop() }
        while let facts = try reader.next() {
            for fact in facts { models.apply(fact) }
        }
        return models
    }

    /// What the records say, read, checked and decoded ahead.
    static func facts(of log: any LogReader, after start: LogPosition, through last: LogPosition) -> ReadAhead<
        [Fact], EventLogError
    > {
        ReadAhead(ahead: chunksAhead) {
            var position = start
            return { () throws(EventLogError) in
                guard position < last else { return nil }
                let records = try log.lines(after: position, bytesMax: type(of: log).chunkBytes).records()
                guard let end = records.last?.position else { return nil }
                position = end
                return try records.prefix { $0.position <= last }.map { record throws(EventLogError) in
                    try Fact(checked: record)
                }
            }
        }
    }
}
