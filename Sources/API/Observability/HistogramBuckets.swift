/// The upper bounds of a histogram's buckets, ascending; the bucket `+Inf` is implied.
public struct HistogramBuckets: Sendable, Equatable {
    let bounds: [Double]

    /// Buckets with these upper bounds: at least one, finite, strictly ascending.
    public init(_ bounds: [Double]) {
        precondition(!bounds.isEmpty, "a histogram needs a bucket")
        precondition(bounds.allSatisfy(\.isFinite), "bounds are finite, +Inf is implied: \(bounds)")
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy(<), "bounds are ascending: \(bounds)")
        self.bounds = bounds
    }

    /// Requests and other work of a few milliseconds: 1 ms to 10 s.
    public static let seconds = Self(
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
    )
    /// A commit to a device: 100 µs to 1 s.
    public static let commitSeconds = Self(
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]
    )
    /// Work that waits for a language model: 500 ms to 10 minutes.
    public static let longSeconds = Self([0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600])
    /// Sizes of bodies and files: 256 B to 64 MiB, by factors of four.
    public static let bytes = Self(
        [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864]
    )
    /// Numbers of things: 1 to 10,000.
    public static let counts = Self([1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000])

    /// The buckets that suit a metric whose name ends in its unit.
    static func suited(to name: String) -> Self {
        if name.hasSuffix("_seconds") { return .seconds }
        return name.hasSuffix("_bytes") ? .bytes : .counts
    }

    /// The index of the bucket that `value` falls in; `bounds.count` stands for `+Inf`.
    func index(of value: Double) -> Int {
        // A dozen bounds: the plain loop beats a binary search, and most values are small.
        var index = 0
        while index < bounds.count, value > bounds[index] { index += 1 }
        return index
    }
}
