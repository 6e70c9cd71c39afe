import Testing

@testable import Events
@testable import Projections

@Suite struct `All read models as one value` {
    static let seeds: [UInt64] = [71, 72, 73]

    static func facts(_ seed: UInt64, count: Int = 1_500) -> [Fact] {
        var happenings = RandomHistory.happenings(seed: seed, count: count)
        // Nothing in our own catalogue is unknown.
        happenings.insert(.fromTheFuture, at: count / 2)
        return Given(happenings).facts
    }

    static func fold(_ facts: some Sequence<Fact>, from start: ReadModels = ReadModels()) -> ReadModels {
        var models = start
        for fact in facts { models.apply(fact) }
        return models
    }

    static func snapshot(_ models: ReadModels) -> [UInt8] {
        var out = SnapshotWriter()
        models.encode(to: &out)
        return out.bytes
    }

    @Test(arguments: seeds) func `are tried with facts of every type`(seed: UInt64) {
        let types = Set(Self.facts(seed).map(\.event.type))
        #expect(types.subtracting([Happening.fromTheFuture.event.type]) == Set(EventCatalog.current.types))
    }

    @Test(arguments: seeds) func `are the same however the facts are cut into batches`(seed: UInt64) {
        let facts = Self.facts(seed)
        let whole = Self.fold(facts)
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<8 {
            var models = ReadModels()
            var rest = facts[...]
            while !rest.isEmpty {
                let batch = rest.prefix(1 + generator.below(200))
                models = Self.fold(batch, from: models)
                rest = rest.dropFirst(batch.count)
            }
            #expect(models == whole, "seed \(seed)")
        }
    }

    @Test(arguments: seeds) func `are the same when a batch begins with a snapshot`(seed: UInt64) throws {
        let facts = Self.facts(seed)
        let whole = Self.fold(facts)
        var generator = SeededGenerator(seed: seed &+ 1)
        var models = ReadModels()
        var rest = facts[...]
        while !rest.isEmpty {
            let batch = rest.prefix(1 + generator.below(150))
            models = Self.fold(batch, from: models)
            rest = rest.dropFirst(batch.count)
            let bytes = Self.snapshot(models)
            var input = SnapshotReader(bytes, from: 0)
            let again = try ReadModels(from: &input)
            #expect(again == models, "at \(models.position), seed \(seed)")
            #expect(input.isAtEnd)
            models = again
        }
        #expect(models == whole, "seed \(seed)")
    }

    @Test(arguments: seeds) func `are a value: a copy stays as it was while the original goes on`(seed: UInt64) {
        let facts = Self.facts(seed, count: 400)
        var models = ReadModels()
        var copies: [(models: ReadModels, bytes: Int)] = []
        for fact in facts {
            copies.append((models, Self.snapshot(models).count))
            models.apply(fact)
        }
        var again = ReadModels()
        for (copy, fact) in zip(copies, facts) {
            #expect(copy.models == again, "before \(fact.position), seed \(seed)")
            #expect(Self.snapshot(copy.models).count == copy.bytes, "before \(fact.position), seed \(seed)")
            again.apply(fact)
        }
    }

    @Test(arguments: seeds) func `answer questions alike before and after a snapshot`(seed: UInt64) throws {
        let facts = Self.facts(seed)
        let models = Self.fold(facts)
        var input = SnapshotReader(Self.snapshot(models), from: 0)
        let again = try ReadModels(from: &input)
        for fact in facts {
            guard let person = fact.actor.user else { continue }
            let now = models.time
            #expect(again.badges.streak(of: person, at: now) == models.badges.streak(of: person, at: now))
            #expect(again.classes.ownedBy(person) == models.classes.ownedBy(person))
            #expect(again.classes.attendedBy(person) == models.classes.attendedBy(person))
            #expect(again.copies.ownedBy(person) == models.copies.ownedBy(person))
            #expect(again.sessions.sessions(of: person) == models.sessions.sessions(of: person))
        }
        #expect(again.copies.nextWork(at: models.time) == models.copies.nextWork(at: models.time))
        #expect(again.copies.nextWorkTime(after: models.time) == models.copies.nextWorkTime(after: models.time))
    }

    @Test func `know their place, and count what they do not understand`() {
        let models = Self.fold(Given(.logOpened, .fromTheFuture, .recorded(by: .ana), .fromTheFuture).facts)
        #expect(models.position == 4)
        #expect(models.time == Happening.beginning.adding(seconds: 240))
        #expect(models.unknownRecords == 2)
        #expect(ReadModels().position == .zero)
    }

    @Test func `have distinct names`() {
        #expect(Set(ReadModels.names).count == ReadModels.names.count)
        #expect(ReadModels.names.count == 13)
    }

    @Test func `take in a record as they take in its fact`() throws {
        let happenings = RandomHistory.happenings(seed: 74, count: 300)
        var models = ReadModels()
        for line in try SampleLog().lines(happenings) { try models.apply(RecordParser.parse(line: line)) }
        #expect(models == Self.fold(Given(happenings).facts))
    }

    @Test func `stay as they were when a record cannot be understood`() throws {
        var models = Self.fold(Given(.logOpened).facts)
        let before = models
        let record = try RecordParser.parse(line: SampleLog().unreadable(at: 2))
        #expect(throws: EventLogError.unreadable(2, PayloadError(field: "cause", rule: .unknownValue))) {
            try models.apply(record)
        }
        #expect(models == before)
    }

    @Test func `refuse a fact twice, or one before its turn`() async {
        await #expect(processExitsWith: .failure) {
            let facts = Given(.logOpened, .logOpened).facts
            _ = `All read models as one value`.fold([facts[0], facts[0]])
        }
        await #expect(processExitsWith: .failure) {
            let facts = Given(.logOpened, .logOpened, .logOpened).facts
            _ = `All read models as one value`.fold([facts[0], facts[2]])
        }
    }
}
