import Events
public import S3

/// A store that waits and tries again while the place behind it is down: the one layer that does.
///
/// Pauses double from half a second to a minute, and each is cut at random so that many clients do not come back at once; the
/// place's own advice is followed when it is longer. A conditional `put` whose answer was lost may come back as a conflict:
/// whoever asks for one compares.
public struct PatientStore: BackupStore {
    /// How long to go on.
    public enum Patience: Sendable {
        case attempts(Int)
        case endless
    }

    /// What a failure means for who waits.
    public struct Wait: Sendable {
        public let error: BackupStoreError
        /// From 1.
        public let attempt: Int
        public let seconds: Double
    }

    private static let firstSeconds = 0.5
    private static let secondsMax = 60.0
    private static let adviceSecondsMax = 600

    private let store: any BackupStore
    private let patience: Patience
    private let onWait: @Sendable (Wait) -> Void
    private let sleep: @Sendable (Double) async throws -> Void

    /// Tries `store` as long as `patience` says.
    ///
    /// - Parameters:
    ///   - onWait: told of each failure before the pause.
    ///   - sleep: pauses for so many seconds, or throws when there is no more need to.
    public init(
        _ store: any BackupStore, patience: Patience, onWait: @escaping @Sendable (Wait) -> Void,
        sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.store = store
        self.patience = patience
        self.onWait = onWait
        self.sleep = sleep
    }

    public var name: String { store.name }

    public func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject? {
        try await patiently { () async throws(BackupStoreError) in try await store.get(key, bytesMax: bytesMax) }
    }

    public func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo? {
        try await patiently { () async throws(BackupStoreError) in try await store.head(key) }
    }

    public func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion {
        try await patiently { () async throws(BackupStoreError) in
            try await store.put(key, bytes, if: condition)
        }
    }

    public func remove(_ key: String) async throws(BackupStoreError) {
        try await patiently { () async throws(BackupStoreError) in try await store.remove(key) }
    }

    public func weakness() async throws(BackupStoreError) -> String? {
        try await patiently { () async throws(BackupStoreError) in try await store.weakness() }
    }

    private func patiently<Value>(
        _ call: () async throws(BackupStoreError) -> Value
    ) async throws(BackupStoreError) -> Value {
        var attempt = 1
        while true {
            do throws(BackupStoreError) {
                return try await call()
            } catch {
                guard case .unavailable(_, let advice) = error, isPatient(after: attempt) else { throw error }
                let seconds = Self.pause(after: attempt, advice: advice)
                onWait(Wait(error: error, attempt: attempt, seconds: seconds))
                let isStopped: Bool
                do {
                    try await sleep(seconds)
                    isStopped = false
                } catch _ {
                    isStopped = true
                }
                // Whoever stops us hears why we were waiting.
                if isStopped { throw error }
                attempt += 1
            }
        }
    }

    private func isPatient(after attempt: Int) -> Bool {
        switch patience {
        case .attempts(let most): attempt < most
        case .endless: true
        }
    }

    private static func pause(after attempt: Int, advice: Int?) -> Double {
        var longest = firstSeconds
        for _ in 1..<min(attempt, 16) { longest = min(secondsMax, longest * 2) }
        return max(Double.random(in: longest / 2...longest), Double(min(advice ?? 0, adviceSecondsMax)))
    }
}
