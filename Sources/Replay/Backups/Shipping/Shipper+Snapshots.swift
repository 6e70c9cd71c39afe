import Events

/// Snapshots: sealed under the master key as they are; they make a restored server start sooner, and can be done without.
extension Shipper {
    private static let secondsPerDay = 86_400.0
    /// A larger one is not worth its room.
    private static let bytesMax = 1 << 30
    private static let suffix = ".snapshot"

    /// Ships the newest snapshot, one a day, and lists none that is older than `BackupSnapshot.daysKept`.
    mutating func shipSnapshot(into draft: inout BackupManifest) async throws {
        let now = now()
        let oldest = now.adding(seconds: -BackupSnapshot.daysKept * Int(Self.secondsPerDay))
        superseded += draft.snapshots.filter { $0.shippedAt < oldest }.map(\.key)
        draft.snapshots.removeAll { $0.shippedAt < oldest }
        let last = draft.snapshots.last
        guard let newest = newest(through: draft.head.position), newest > last?.position ?? .zero,
            last.map({ abs(now.seconds(since: $0.shippedAt)) >= Self.secondsPerDay }) ?? true
        else { return }
        let path = "\(source.snapshots)/\(newest.padded)\(Self.suffix)"
        // The server removes old ones while we look.
        guard let status = try? source.files.status(path), status.size <= Self.bytesMax,
            let bytes = try? source.files.readWhole(path)
        else { return }
        let digest = SHA256Text(of: bytes)
        let object = try objects.prepare(ObjectName.snapshot(newest, digest), bytes)
        if try await objects.putOnce(object) { report.moved(object.bytes.count) }
        draft.snapshots.append(
            BackupSnapshot(
                key: object.key, position: newest, shippedAt: now, storedBytes: object.bytes.count,
                storedSHA256: object.sha256))
    }

    private func newest(through position: LogPosition) -> LogPosition? {
        let names = (try? source.files.names(in: source.snapshots)) ?? []
        return names.compactMap { name in
            name.hasSuffix(Self.suffix) ? UInt64(name.dropLast(Self.suffix.count)).map { LogPosition($0) } : nil
        }.filter { $0 <= position }.max()
    }
}
