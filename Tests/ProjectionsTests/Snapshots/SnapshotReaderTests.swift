import Testing

@testable import Events
@testable import Projections

@Suite struct `Reading a snapshot` {
    static let seed: UInt64 = 81

    /// Tries until `rounds` are done or a second is over, whichever comes first.
    private func forASecond(_ rounds: Int, _ body: (inout SeededGenerator) -> Void) {
        var generator = SeededGenerator(seed: Self.seed)
        let deadline = ContinuousClock.now + .seconds(1)
        for _ in 0..<rounds where ContinuousClock.now < deadline { body(&generator) }
    }

    private func read(_ bytes: [UInt8]) -> ReadModels? {
        var input = SnapshotReader(bytes, from: 0)
        return try? ReadModels(from: &input)
    }

    @Test func `gives back integers of any size`() throws {
        let integers = [0, 1, -1, 63, -64, 64, 127, 128, 16_383, 16_384, .max, .min, .max - 1, .min + 1]
        let naturals: [UInt64] = [0, 1, 127, 128, 1 << 35, 1 << 63, .max]
        var out = SnapshotWriter()
        for value in integers { out.integer(value) }
        for value in naturals { out.integer(value) }
        for value in naturals { out.fixed(value) }
        var input = SnapshotReader(out.bytes, from: 0)
        for value in integers { #expect(try input.integer() == value) }
        for value in naturals { #expect(try input.unsigned() == value) }
        for value in naturals { #expect(try input.fixed() == value) }
        #expect(input.isAtEnd)
    }

    @Test func `gives back everything else`() throws {
        var out = SnapshotWriter()
        out.string("é\u{0}\u{2028}𝄞")
        out.number(-0.1)
        out.boolean(true)
        out.optional(nil as String?) { $0.string($1) }
        out.optional("x") { $0.string($1) }
        out.array([3, 1, 2]) { $0.integer($1) }
        out.id(PersonID.ana)
        out.position(.end)
        out.time(Timestamp(microseconds: -1))
        var input = SnapshotReader(out.bytes, from: 0)
        #expect(try input.string() == "é\u{0}\u{2028}𝄞")
        #expect(try input.number() == -0.1)
        #expect(try input.boolean())
        #expect(try input.optional { input throws(SnapshotError) in try input.string() } == nil)
        #expect(try input.optional { input throws(SnapshotError) in try input.string() } == "x")
        #expect(try input.array { input throws(SnapshotError) in try input.integer() } == [3, 1, 2])
        #expect(try input.id(Person.self) == .ana)
        #expect(try input.position() == .end)
        #expect(try input.time() == Timestamp(microseconds: -1))
        #expect(input.isAtEnd)
    }

    @Test func `refuses counts beyond what is left, and integers without end`() {
        var out = SnapshotWriter()
        out.integer(4)
        for bytes in [out.bytes + [1, 2, 3], [UInt8](repeating: 0xFF, count: 20), [], [0x01]] {
            var input = SnapshotReader(bytes, from: 0)
            #expect(throws: SnapshotError.malformed) { try input.string() }
            input = SnapshotReader(bytes, from: 0)
            #expect(throws: SnapshotError.malformed) {
                try input.array { input throws(SnapshotError) in try input.fixed() }
            }
        }
    }

    @Test func `never traps on bytes of any kind`() {
        forASecond(20_000) { generator in _ = read(generator.bytes(generator.below(400))) }
    }

    @Test func `never traps on small numbers, which look like counts`() {
        forASecond(20_000) { generator in
            _ = read((0..<generator.below(300)).map { _ in UInt8(generator.below(generator.below(2) == 0 ? 3 : 40)) })
        }
    }

    @Test func `never traps on a snapshot that was changed`() {
        let facts = `All read models as one value`.facts(Self.seed, count: 120)
        let whole = `All read models as one value`.snapshot(`All read models as one value`.fold(facts))
        let extremes: [[UInt8]] = [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01],
            [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [0xFF, 0xFF, 0x03], [0x00], [0x80],
        ]
        forASecond(5_000) { generator in
            var bytes = whole
            for _ in 0...generator.below(3) {
                let index = generator.below(bytes.count)
                switch generator.below(5) {
                case 0: bytes[index] = UInt8(generator.below(256))
                case 1: bytes[index] ^= 1 << UInt8(generator.below(8))
                case 2: bytes.remove(at: index)
                case 3: bytes.replaceSubrange(index..<index + 1, with: extremes[generator.below(extremes.count)])
                default: bytes.removeLast(generator.below(bytes.count / 4))
                }
            }
            // What can still be read can be written again.
            if let models = read(bytes) { _ = `All read models as one value`.snapshot(models) }
        }
    }

    @Test func `refuses a snapshot that ends early`() {
        let facts = `All read models as one value`.facts(Self.seed, count: 40)
        let whole = `All read models as one value`.snapshot(`All read models as one value`.fold(facts))
        for count in 0..<whole.count { #expect(read(Array(whole.prefix(count))) == nil, "\(count) bytes") }
        #expect(read(whole) != nil)
    }
}
