import Testing

@testable import Events
@testable import Projections

@Suite(.timeLimit(.minutes(2))) struct `Folding a log` {
    static let seed: UInt64 = 61

    /// Records of a few hundred bytes with some of nearly the largest size between them.
    static func happenings() -> [Happening] {
        var generator = SeededGenerator(seed: seed)
        return RandomHistory.happenings(seed: seed, count: 250).flatMap { happening -> [Happening] in
            guard generator.below(20) == 0, let time = happening.time else { return [happening] }
            let page = String(repeating: "x", count: 1_000 * generator.below(59))
            return [happening, .measured(.LCP, 1_000, page: page).at(time)]
        }
    }

    static let states: [ReadModels] = {
        var models = ReadModels()
        return [models]
            + Given(happenings()).facts.map { fact in
                models.apply(fact)
                return models
            }
    }()

    static func log() throws -> MemoryEventLog { try MemoryEventLog(lines: SampleLog().lines(happenings())) }

    @Test func `gives the same as folding fact by fact, which shows that no model holds anything personal`() throws {
        let last = try #require(Self.states.last)
        #expect(try ReadModels.folded(from: Self.log(), through: last.position) == last)
    }

    @Test(arguments: [1, 600, 2_000, 10_000, 60_000, 250_000, 1 << 20])
    func `does not depend on where chunks end`(bytes: Int) throws {
        let log = WatchedLog(try Self.log()) { _ in bytes }
        let last = try #require(Self.states.last)
        #expect(try ReadModels.folded(from: log, through: last.position) == last)
    }

    @Test func `does not depend on where chunks end, wherever that is`() throws {
        let log = try Self.log()
        let last = try #require(Self.states.last)
        for round in 0..<15 {
            let watched = WatchedLog(log) { number in
                var generator = SeededGenerator(seed: UInt64(round * 1_000 + number))
                return 1 + generator.below(1 << (4 + generator.below(14)))
            }
            #expect(try ReadModels.folded(from: watched, through: last.position) == last, "round \(round)")
        }
    }

    @Test func `stops exactly at the position asked for`() throws {
        let log = try Self.log()
        for position in stride(from: 0, to: Self.states.count, by: 13) {
            for bytes in [3_000, 1 << 20] {
                let watched = WatchedLog(log) { _ in bytes }
                let models = try ReadModels.folded(from: watched, through: LogPosition(UInt64(position)))
                #expect(models == Self.states[position], "through \(position) by \(bytes)")
            }
        }
    }

    @Test func `goes on from any earlier state`() throws {
        let log = try Self.log()
        let last = try #require(Self.states.last)
        for position in stride(from: 0, to: Self.states.count, by: 23) {
            let watched = WatchedLog(log) { _ in 20_000 }
            let start = Self.states[position]
            let models = try ReadModels.folded(from: watched, startingWith: start, through: last.position)
            #expect(models == last, "from \(position)")
            #expect(start == Self.states[position])
        }
    }

    @Test func `ends at the head when the log ends before that, and at the start when that is later`() throws {
        let last = try #require(Self.states.last)
        #expect(try ReadModels.folded(from: Self.log(), through: .end) == last)
        #expect(try ReadModels.folded(from: Self.log(), startingWith: last, through: 3) == last)
        #expect(try ReadModels.folded(from: MemoryEventLog(), through: .end) == ReadModels())
        #expect(try ReadModels.folded(from: MemoryEventLog(), through: .zero) == ReadModels())
    }
}
