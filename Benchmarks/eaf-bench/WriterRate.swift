import API
import Events

/// Durable commands a second through a writer.
enum WriterRate {
    /// Lets `callers` submit one command after the other for `seconds`, at once.
    static func measured(_ writer: Writer, callers: Int, seconds: Double) async throws -> Double {
        let end = ContinuousClock.now + .seconds(seconds)
        var total = 0
        let elapsed = try await Measure.seconds {
            total = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<callers {
                    group.addTask {
                        var count = 0
                        while ContinuousClock.now < end {
                            _ = try await writer.submit(
                                BenchCommand(), as: .anonymous, context: RecordContext(), key: nil)
                            count += 1
                        }
                        return count
                    }
                }
                return try await group.reduce(0, +)
            }
        }
        return Double(total) / elapsed
    }
}
