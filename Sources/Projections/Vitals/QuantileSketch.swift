/// Quantiles of non-negative numbers in bounded memory, mergeable, with a relative error below 1 %.
///
/// A value falls in a bucket by the exponent and the first six bits of the mantissa of its binary form (the idea of HDR
/// Histogram: buckets of equal relative width), so that the fold is exact integer work and gives the same on every machine.
/// At most `bucketsMax` buckets exist, for 2⁻¹⁶ to 2²⁰; values outside fall in the first or the last.
public struct QuantileSketch: Sendable, Equatable {
    static let mantissaBits = 6
    static let lowestExponent = -16
    static let highestExponent = 20
    /// Buckets that can exist, and so a bound on memory: 8 bytes each.
    static let bucketsMax = (highestExponent - lowestExponent) << mantissaBits

    /// The counts of consecutive buckets from `firstBucket`.
    private var counts: [UInt64] = []
    private var firstBucket = 0
    /// How many values were added.
    public private(set) var count: UInt64 = 0

    /// No values.
    public init() {}

    /// Adds a value; negative ones count as zero.
    public mutating func add(_ value: Double) { add(1, to: Self.bucket(of: value)) }

    /// Adds all values of another sketch.
    public mutating func merge(_ other: QuantileSketch) {
        for (offset, count) in other.counts.enumerated() where count > 0 {
            add(count, to: other.firstBucket + offset)
        }
    }

    private mutating func add(_ number: UInt64, to bucket: Int) {
        if counts.isEmpty {
            firstBucket = bucket
            counts = [0]
        } else if bucket < firstBucket {
            counts.insert(contentsOf: repeatElement(0, count: firstBucket - bucket), at: 0)
            firstBucket = bucket
        } else if bucket >= firstBucket + counts.count {
            counts.append(contentsOf: repeatElement(0, count: bucket - firstBucket - counts.count + 1))
        }
        counts[bucket - firstBucket] += number
        count += number
    }

    /// The value that a share `quantile` (0 to 1) of the values lies at or below; nil when there are none.
    public func value(at quantile: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = max(1, UInt64((quantile * Double(count)).rounded(.up)))
        var seen: UInt64 = 0
        for (offset, number) in counts.enumerated() {
            seen += number
            if seen >= rank { return Self.middle(of: firstBucket + offset) }
        }
        return nil
    }

    private static func bucket(of value: Double) -> Int {
        guard value > 0, value.exponent >= lowestExponent else { return 0 }
        guard value.exponent < highestExponent else { return bucketsMax - 1 }
        let mantissa = Int(value.significandBitPattern >> UInt64(52 - mantissaBits))
        return (Int(value.exponent) - lowestExponent) << mantissaBits + mantissa
    }

    private static func middle(of bucket: Int) -> Double {
        guard bucket > 0 else { return 0 }
        let exponent = bucket >> mantissaBits + lowestExponent
        let mantissa = Double(bucket & (1 << mantissaBits - 1)) + 0.5
        return Double(sign: .plus, exponent: exponent, significand: 1 + mantissa / Double(1 << mantissaBits))
    }

    func encode(to out: inout SnapshotWriter) {
        out.integer(firstBucket)
        out.array(counts) { $0.integer($1) }
    }

    init(from input: inout SnapshotReader) throws(SnapshotError) {
        firstBucket = try input.integer()
        counts = try input.array { input throws(SnapshotError) in try input.unsigned() }
        guard (0...Self.bucketsMax).contains(firstBucket), counts.count <= Self.bucketsMax - firstBucket else {
            throw .malformed
        }
        count = counts.reduce(0, &+)
    }
}
