import Synchronization

/// A bounded number of places for what is costly as long as it lasts.
final class Places: Sendable {
    private let count: Int
    private let taken = Mutex(0)

    init(count: Int) { self.count = count }

    /// A place, held until it is let go of; nil when all are taken.
    func take() -> Place? {
        let isFree = taken.withLock { taken in
            guard taken < count else { return false }
            taken += 1
            return true
        }
        return isFree ? Place(of: self) : nil
    }

    fileprivate func giveBack() { taken.withLock { $0 -= 1 } }
}

/// A place that was taken; it is free again when nobody holds this any more, also when an answer was never written.
final class Place: Sendable {
    private let places: Places

    fileprivate init(of places: Places) { self.places = places }

    deinit { places.giveBack() }
}
