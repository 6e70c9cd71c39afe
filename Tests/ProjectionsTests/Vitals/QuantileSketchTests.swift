import Foundation
import Testing

@testable import Events
@testable import Projections

@Suite struct `A sketch of quantiles` {
    /// How values are drawn.
    enum Distribution: String, CaseIterable, Sendable, CustomTestStringConvertible {
        case uniform, lognormal, constant, tinyShifts, withZeros, powersOfTwo, twoPeaks

        var testDescription: String { rawValue }

        func value(_ generator: inout SeededGenerator) -> Double {
            switch self {
            case .uniform: return generator.share() * 10_000
            case .lognormal:
                let radius = (-2 * log(1 - generator.share())).squareRoot()
                return exp(7 + 0.8 * radius * cos(2 * .pi * generator.share()))
            case .constant: return 1_234.5
            case .tinyShifts: return 0.0001 + generator.share() * generator.share() * 0.3
            case .withZeros: return generator.below(3) == 0 ? 0 : generator.share() * 500
            case .powersOfTwo: return Double(sign: .plus, exponent: generator.below(34) - 15, significand: 1)
            case .twoPeaks: return generator.below(2) == 0 ? 100 + generator.share() : 4_000 + generator.share() * 9
            }
        }
    }

    static let shares = [0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]

    static func sketch(of values: some Sequence<Double>) -> QuantileSketch {
        var sketch = QuantileSketch()
        for value in values { sketch.add(value) }
        return sketch
    }

    /// The value that a share of sorted values lies at or below.
    static func exact(_ sorted: [Double], _ share: Double) -> Double {
        sorted[max(1, Int((share * Double(sorted.count)).rounded(.up))) - 1]
    }

    /// The buckets that the sketch keeps.
    static func buckets(of sketch: QuantileSketch) throws -> [UInt64] {
        var out = SnapshotWriter()
        sketch.encode(to: &out)
        var input = SnapshotReader(out.bytes, from: 0)
        _ = try input.integer()
        return try input.array { input throws(SnapshotError) in try input.unsigned() }
    }

    @Test(arguments: Distribution.allCases, [1, 2, 17, 1_000, 20_000])
    func `is within 1 % of the exact quantiles`(distribution: Distribution, count: Int) throws {
        let seed = UInt64(count)
        var generator = SeededGenerator(seed: seed)
        let values = (0..<count).map { _ in distribution.value(&generator) }
        let sketch = Self.sketch(of: values)
        let sorted = values.sorted()
        #expect(sketch.count == UInt64(count))
        for share in Self.shares {
            let exact = Self.exact(sorted, share)
            let found = try #require(sketch.value(at: share))
            #expect(abs(found - exact) <= exact * 0.01, "\(share), seed \(seed)")
        }
        #expect(try Self.buckets(of: sketch).count <= QuantileSketch.bucketsMax)
    }

    @Test func `has no quantiles of nothing`() {
        let sketch = QuantileSketch()
        #expect(sketch.count == 0)
        #expect(sketch.value(at: 0.5) == nil)
    }

    @Test func `takes what lies outside its range for its ends`() throws {
        let low = Self.sketch(of: [0, -0.0, -5, 1e-9, .leastNonzeroMagnitude, -.infinity, .nan])
        #expect(low.count == 7)
        #expect(low.value(at: 1) == 0)
        let high = Self.sketch(of: [0x1p20, 1e9, .greatestFiniteMagnitude, .infinity])
        let top = try #require(high.value(at: 0))
        #expect(high.value(at: 1) == top)
        #expect(abs(top - 0x1p20) < 0x1p20 * 0.01)
    }

    @Test func `is off by less than the start of its range for values that small`() throws {
        let seed: UInt64 = 21
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1_000 {
            let value = generator.share() * 0x1p-14
            let found = try #require(Self.sketch(of: [value]).value(at: 0.5))
            #expect(abs(found - value) <= max(value * 0.01, 0x1.04p-16), "\(value), seed \(seed)")
        }
    }

    @Test func `never keeps more buckets than its bound, whatever comes`() throws {
        let seed: UInt64 = 22
        var generator = SeededGenerator(seed: seed)
        var sketch = Self.sketch(of: [0, .infinity])
        for _ in 0..<50_000 { sketch.add(Double(bitPattern: generator.next())) }
        #expect(try Self.buckets(of: sketch).count == QuantileSketch.bucketsMax)
        #expect(sketch.count == 50_002)
    }

    @Test func `keeps few buckets when values are alike`() throws {
        let sketch = Self.sketch(of: (0..<10_000).map { 1_000 + Double($0) / 100 })
        #expect(try Self.buckets(of: sketch).count < 16)
    }

    @Test(arguments: Distribution.allCases)
    func `merged with another is the sketch of all values`(distribution: Distribution) {
        let seed: UInt64 = 23
        var generator = SeededGenerator(seed: seed)
        for count in [0, 1, 10, 400] {
            let left = (0..<count).map { _ in distribution.value(&generator) }
            let right = (0..<generator.below(300)).map { _ in Distribution.uniform.value(&generator) * 0.01 }
            var merged = Self.sketch(of: left)
            merged.merge(Self.sketch(of: right))
            #expect(merged == Self.sketch(of: left + right), "seed \(seed)")
            var other = Self.sketch(of: right)
            other.merge(Self.sketch(of: left))
            #expect(merged == other, "seed \(seed)")
        }
    }

    @Test func `does not depend on the order of the values`() {
        let seed: UInt64 = 24
        var generator = SeededGenerator(seed: seed)
        let values = (0..<2_000).map { _ in Distribution.lognormal.value(&generator) }
        let sketch = Self.sketch(of: values)
        for _ in 0..<5 { #expect(Self.sketch(of: values.shuffled(using: &generator)) == sketch, "seed \(seed)") }
    }

    @Test(arguments: [
        (Int.max, 1), (-1, 1), (.min, 0), (QuantileSketch.bucketsMax, 1), (0, QuantileSketch.bucketsMax + 1),
    ])
    func `is refused from a snapshot when its buckets are not ones that it has`(first: Int, count: Int) {
        var out = SnapshotWriter()
        out.integer(first)
        out.array(Array(repeating: UInt64(1), count: count)) { $0.integer($1) }
        var input = SnapshotReader(out.bytes, from: 0)
        #expect(throws: SnapshotError.malformed) { try QuantileSketch(from: &input) }
    }
}
