import Synchronization

/// Appending: one write and one sync a commit; after a failure nothing more until the log was reopened.
extension JSONLEventLog {
    /// The longest record fits in it.
    private static let roomBytes = 64 << 10

    public func append(
        after known: LogPosition, catchUp: ([Record]) -> Void, batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead {
        try turn.withLock { _ throws(EventLogError) in
            try takeTurn(after: known, catchUp: catchUp, batch: batch)
        }
    }

    private func takeTurn(
        after known: LogPosition, catchUp: ([Record]) -> Void, batch: (LogHead) -> CommitLines?
    ) throws(EventLogError) -> LogHead {
        let head = head
        precondition(known <= head.position, "the caller knows \(known) of a log that ends at \(head.position)")
        if known < head.position {
            var position = known
            while position < head.position {
                let records = try lines(after: position, bytesMax: Self.chunkBytes).records()
                catchUp(records)
                position = records.last?.position ?? head.position
            }
        }
        let descriptor = try writableDescriptor()
        guard let commit = batch(head) else { return head }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(commit.lines.reduce(0) { $0 + $1.count + 1 })
        for line in commit.lines {
            bytes += line
            bytes.append(0x0A)
        }
        let path = state.withLock { $0.segments.last.map { directory.path(of: $0) } } ?? ""
        do throws(FileError) {
            try files.writeAll(descriptor, bytes, path)
            try files.syncData(descriptor, path)
        } catch {
            die(error)
            // At once, as far as the device allows: a process that ends before the log is reopened must not come back with a
            // commit that everybody was told has failed. `reopen()` does it again, and insists.
            try? cutBack(state.withLock { $0.segments.last })
            throw .io(error)
        }
        return state.withLock { state in
            state.committed(commit.lines.map { $0.count + 1 }, time: commit.time)
            return state.head
        }
    }

    /// The descriptor to append to; a full segment is closed first and a new one made.
    private func writableDescriptor() throws(EventLogError) -> Int32 {
        let limit = configuration.segmentBytesMax
        do throws(EventLogError) {
            return try state.withLock { state throws(EventLogError) in
                if case .open = state.writing, let last = state.segments.last, last.byteCount >= limit {
                    state.closeSegment(directory)
                    try state.startSegment(directory)
                }
                switch state.writing {
                case .open(let descriptor): return descriptor
                case .dead(let error): throw .dead(error)
                case .closed: throw .readOnly
                }
            }
        } catch {
            if case .io(let failure) = error { die(failure) }
            throw error
        }
    }

    private func die(_ error: FileError) {
        state.withLock { state in
            if case .open(let descriptor) = state.writing { files.close(descriptor) }
            state.writing = .dead(error)
        }
    }

    public func reopen() throws(EventLogError) {
        try turn.withLock { _ throws(EventLogError) in
            try state.withLock { state throws(EventLogError) in
                guard case .dead(let cause) = state.writing else { return }
                do throws(EventLogError) {
                    try revive(&state)
                } catch {
                    state.closeAll(files)
                    state.writing = .dead(cause)
                    throw error
                }
            }
        }
    }

    /// Reads the log anew, cuts the dead segment after the last durable commit, closes it, and starts the next one.
    private func revive(_ state: inout JSONLState) throws(EventLogError) {
        let durable = state.head
        try cutBack(state.segments.last)
        var loader = SegmentLoader(directory: directory, repairs: true, floor: durable.position)
        try loader.load()
        guard loader.head.position == durable.position else {
            throw .rolledBack(head: loader.head.position, floor: durable.position)
        }
        state.replace(segments: loader.segments, head: loader.head)
        try checkRoom()
        state.closeSegment(directory)
        try state.startSegment(directory)
    }

    /// A full disk still takes empty files: only bytes tell whether there is room for a commit.
    private func checkRoom() throws(EventLogError) {
        let path = directory.index + "/room.tmp"
        try directory.io { () throws(FileError) in
            if (try? files.status(path)) != nil { try files.remove(path) }
            let descriptor = try files.open(path, .creating)
            defer {
                files.close(descriptor)
                try? files.remove(path)
            }
            try files.writeAll(descriptor, [UInt8](repeating: 0, count: Self.roomBytes), path)
            try files.syncData(descriptor, path)
        }
    }

    /// Takes away what the failed commit left. It may even be whole, but nobody was told so, and the state went back.
    private func cutBack(_ segment: Segment?) throws(EventLogError) {
        guard let segment else { return }
        let path = directory.path(of: segment)
        try directory.io { () throws(FileError) in
            guard let status = try? files.status(path), status.size != segment.byteCount else { return }
            let descriptor = try files.open(path, .appending)
            defer { files.close(descriptor) }
            try files.truncate(descriptor, to: segment.byteCount, path)
            try files.syncData(descriptor, path)
        }
    }
}
