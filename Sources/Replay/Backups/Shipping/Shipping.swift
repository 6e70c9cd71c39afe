public import Events

/// Shipping a log to a place: once, or on and on.
public struct Shipping: Sendable {
    /// How often a running server's log is looked at.
    private static let lookEverySeconds = 0.5
    /// After a failure that trying again at once does not mend.
    private static let restSeconds = 30.0

    private let source: ShipSource
    private let store: any BackupStore
    private let place: ShipPlace
    private let signingKey: SigningKey
    private let cipher: BackupCipher?
    private let prunes: Bool
    private let now: @Sendable () -> Timestamp

    /// Puts together what is shipped, where to, and under which keys.
    public init(
        _ source: ShipSource, to store: any BackupStore, place: ShipPlace, signingKey: SigningKey,
        cipher: BackupCipher?, prunes: Bool, now: @escaping @Sendable () -> Timestamp
    ) {
        self.source = source
        self.store = store
        self.place = place
        self.signingKey = signingKey
        self.cipher = cipher
        self.prunes = prunes
        self.now = now
    }

    /// Ships everything that is there now.
    ///
    /// - Parameter progress: told how far the log has come after each round.
    /// - Throws: `BackupFault`, `ReplayFailure`, `EventLogError`, `FileError`.
    public func once(progress: (Progress) -> Void) async throws -> ShipReport {
        do {
            var shipper = try await shipper()
            // No further than the log went when we began: it may grow faster than anybody reads it.
            while shipper.report.position < shipper.goal, try await shipper.round(shipsTree: false) {
                progress(try shipper.progress())
            }
            _ = try await shipper.round(shipsTree: true)
            if prunes { try await shipper.prune() }
            return shipper.report
        } catch {
            note(error)
            throw error
        }
    }

    /// Ships what comes until `wait` throws, then once more, so that nothing is left behind.
    ///
    /// A place that is down or refuses is tried for ever; what says that log and backup do not belong together ends it.
    ///
    /// - Parameters:
    ///   - wait: pauses for so many seconds.
    ///   - report: told what was done so far, whenever something was.
    ///   - failed: told of each failure that is not the end, in French.
    /// - Throws: `BackupFault`, `ReplayFailure`, `EventLogError`, `FileError`.
    public func follow(
        wait: @Sendable (Double) async throws -> Void, report: (ShipReport) throws -> Void, failed: (String) -> Void
    ) async throws {
        while true {
            do {
                var shipper = try await shipper()
                var told = 0
                var isLast = false
                while true {
                    let hasMore = try await shipper.round(shipsTree: isLast)
                    if shipper.report.manifests > told {
                        told = shipper.report.manifests
                        try report(shipper.report)
                        if prunes { try await shipper.prune() }
                    }
                    if isLast { return }
                    do { try await wait(hasMore ? 0 : Self.lookEverySeconds) } catch { isLast = true }
                }
            } catch let fault as BackupFault {
                note(fault)
                guard fault.mayMend else { throw fault }
                failed(fault.remedy)
                do { try await wait(Self.restSeconds) } catch { throw fault }
            } catch {
                note(error)
                throw error
            }
        }
    }

    private func shipper() async throws -> Shipper {
        try await Shipper(
            source, objects: BackupObjects(store: store, key: cipher), place: place, key: signingKey, now: now)
    }

    /// Keeps a failure for `--status` and the metrics.
    private func note(_ error: any Error) {
        // The state is the other one's to write.
        if case .otherShipper = error as? BackupFault { return }
        // What went wrong is more than that it cannot be kept.
        try? place.note(failure: error, at: now())
    }
}

extension BackupFault {
    /// Whether it is the place that fails, or that of the copies, and may stop to.
    fileprivate var mayMend: Bool {
        switch self {
        case .store(let error), .copies(_, let error): error.mayMend
        default: false
        }
    }
}

extension BackupStoreError {
    /// Whether the same call may succeed later without anybody changing the backup.
    fileprivate var mayMend: Bool {
        switch self {
        case .unavailable, .denied, .broken, .io: true
        case .conflict, .tooLarge: false
        }
    }
}
