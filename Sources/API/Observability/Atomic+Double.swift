import Synchronization

/// Doubles as bit patterns: Synchronization has no atomic floating-point arithmetic.
extension Atomic where Value == UInt64 {
    func loadDouble() -> Double { Double(bitPattern: load(ordering: .relaxed)) }

    /// Replaces the value by `change` of it, as often as it takes to win against other threads.
    func updateDouble(_ change: (Double) -> Double) {
        var seen = load(ordering: .relaxed)
        while true {
            let wanted = change(Double(bitPattern: seen)).bitPattern
            let result = weakCompareExchange(expected: seen, desired: wanted, ordering: .relaxed)
            if result.exchanged { return }
            seen = result.original
        }
    }
}
