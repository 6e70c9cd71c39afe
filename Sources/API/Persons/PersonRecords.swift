import Events

/// The records that concern a person, found by reading the log from one end to the other: no read model knows them all.
struct PersonRecords: Sendable {
    /// The records of one stretch of the log.
    struct Chunk: Sendable {
        let records: [Record]
        /// The last position that was looked at.
        let end: LogPosition
    }

    let log: any LogReader
    let person: PersonID
    private let name: [UInt8]
    private let copies: Set<String>
    private let queue = BlockingQueue(label: "eaf-person-records")

    /// - Parameter copies: what happened to these concerns the person too, also where the person is not named.
    init(log: any LogReader, person: PersonID, copies: [CopieID]) {
        self.log = log
        self.person = person
        name = Array(person.description.utf8)
        self.copies = Set(copies.map { Subject.copie($0).description })
    }

    /// The records of the next stretch, about a mebibyte of the log; nil at the end.
    ///
    /// - Throws: `EventLogError`.
    func next(after position: LogPosition, through last: LogPosition) async throws(EventLogError) -> Chunk? {
        guard position < last else { return nil }
        return try await queue.run { [self] () throws(EventLogError) in
            let records = try log.lines(after: position, bytesMax: type(of: log).chunkBytes).records()
            guard let end = records.last?.position else { return nil }
            return Chunk(
                records: records.filter { $0.position <= last && concerns($0) }, end: min(end, last))
        }
    }

    private func concerns(_ record: Record) -> Bool {
        record.person == person || copies.contains(record.subject) || Self.holds(record.line.span, name)
    }

    /// Whether the bytes contain the person's id: as the key's owner, as actor, or anywhere in the payload.
    private static func holds(_ bytes: Span<UInt8>, _ name: [UInt8]) -> Bool {
        let name = name.span
        var start = 0
        while start + name.count <= bytes.count {
            var matching = 0
            while matching < name.count, bytes[start + matching] == name[matching] { matching += 1 }
            if matching == name.count { return true }
            start += 1
        }
        return false
    }
}
