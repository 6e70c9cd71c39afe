import Events

/// Lists: so that the manifest, which is written every second, stays small however long the log gets.
extension Shipper {
    /// Moves the oldest closed segments out of the manifest, once there are twice as many as a list has.
    mutating func foldSegments(into draft: inout BackupManifest) async throws {
        let closed = draft.segments.prefix { $0.isClosed }.count
        guard closed >= 2 * SegmentList.count else { return }
        let segments = Array(draft.segments[..<SegmentList.count])
        guard let first = segments.first, let last = segments.last, let time = last.pieces.last?.time else { return }
        let object = try objects.prepare(
            ObjectName.list(first.first, last.last), try SegmentList.lines(of: segments))
        if try await objects.putOnce(object) { report.moved(object.bytes.count) }
        draft.lists.append(
            SegmentList(
                key: object.key, first: first.first, last: last.last, time: time,
                bytes: segments.reduce(0) { $0 + $1.bytes }, storedBytes: object.bytes.count,
                storedSHA256: object.sha256))
        draft.segments.removeFirst(SegmentList.count)
    }
}
