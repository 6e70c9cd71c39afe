public import Crypto
public import Events
import Foundation

/// A read state on disk, sealed, so that a start folds only what came after it. It can be deleted at any time.
///
/// Plaintext: the build's fingerprint, the log's origin, the CRC-32C of the record at the snapshot's position (so that a snapshot
/// of another log, or of a history that was cut, is noticed), then the models. The file is named after the position.
public struct SnapshotFile: Sendable {
    static let suffix = ".snapshot"
    private static let context = "eaf snapshot v1"

    /// The folder that snapshots lie in.
    public let directory: String
    let key: SymmetricKey
    /// Names the code that makes and reads the snapshot; see `BuildFingerprint`.
    let build: String
    let files: any FileLayer

    /// Snapshots in `directory`, sealed under `key`, of this `build`.
    public init(directory: String, key: SymmetricKey, build: String, files: any FileLayer) {
        self.directory = directory
        self.key = key
        self.build = build
        self.files = files
    }

    /// The positions of the snapshots that are there, ascending.
    public var positions: [LogPosition] {
        ((try? files.names(in: directory)) ?? []).compactMap { name in
            name.hasSuffix(Self.suffix) ? UInt64(name.dropLast(Self.suffix.count)).map { LogPosition($0) } : nil
        }.sorted()
    }

    private func path(_ position: LogPosition) -> String { "\(directory)/\(position.padded)\(Self.suffix)" }

    /// Writes a snapshot of `models` and returns its size in bytes. Older ones but the last are removed.
    ///
    /// - Parameter line: the record at the models' position.
    /// - Throws: `FileError`, or an error of sealing.
    public func write(_ models: ReadModels, line: Record) throws -> Int {
        precondition(line.position == models.position, "the record is the snapshot's last")
        var out = SnapshotWriter()
        out.string(build)
        out.string(line.source)
        out.fixed(UInt64(CRC32C.checksum(Array(line.line))))
        models.encode(to: &out)
        let (begun, header) = SealedStreamWriter.begin(key: key, context: Self.context)
        var writer = begun
        var sealed = header
        sealed += try writer.seal(out.bytes)
        sealed += try writer.finish()
        try files.makeDirectory(directory)
        try files.writeAtomically(sealed, to: path(models.position), in: directory)
        for old in positions.dropLast(2) { try? files.remove(path(old)) }
        return sealed.count
    }

    /// The sealed bytes of a snapshot that is there.
    ///
    /// - Throws: `FileError`.
    public func sealed(at position: LogPosition) throws(FileError) -> [UInt8] { try files.readWhole(path(position)) }

    /// Puts a snapshot there that another node wrote; whether it can be used is found out when it is read.
    ///
    /// - Throws: `FileError`.
    public func adopt(_ sealed: [UInt8], at position: LogPosition) throws(FileError) {
        try files.makeDirectory(directory)
        try files.writeAtomically(sealed, to: path(position), in: directory)
    }

    /// Removes the snapshots of states before `position`, durably, and returns how many there were.
    ///
    /// - Throws: `FileError`.
    @discardableResult
    public func remove(before position: LogPosition) throws(FileError) -> Int {
        let old = positions.filter { $0 < position }
        guard !old.isEmpty else { return 0 }
        for old in old { try files.remove(path(old)) }
        try files.syncDirectory(directory)
        return old.count
    }

    /// The newest snapshot that can be used with `log`; nil when none can. Those that cannot be used are removed.
    ///
    /// - Parameter rejected: told why a snapshot was not used.
    public func newest(
        for log: any LogReader, rejected: (LogPosition, SnapshotError) -> Void
    ) -> ReadModels? {
        for position in positions.reversed() {
            do throws(SnapshotError) {
                return try read(position, log)
            } catch {
                rejected(position, error)
                try? files.remove(path(position))
            }
        }
        return nil
    }

    /// The newest snapshot at or before `limit` that can be used with `log`; nil when none can. Nothing is removed.
    public func newest(for log: any LogReader, notAfter limit: LogPosition) -> ReadModels? {
        positions.reversed().lazy.filter { $0 <= limit }.compactMap { try? read($0, log) }.first
    }

    private func read(_ position: LogPosition, _ log: any LogReader) throws(SnapshotError) -> ReadModels {
        let sealed: [UInt8]
        let line: Record
        do {
            sealed = try files.readWhole(path(position))
            line = try log.record(at: position)
        } catch {
            throw .unreadable
        }
        let plain: [UInt8]
        do {
            var reader = SealedStreamReader(key: key, context: Self.context)
            let beginning = try reader.open(sealed)
            plain = beginning + (try reader.finish())
        } catch {
            throw .notAuthentic
        }
        var input = SnapshotReader(plain, from: 0)
        guard try input.string() == build else { throw .otherBuild }
        guard try input.string() == line.source,
            try input.fixed() == UInt64(CRC32C.checksum(Array(line.line)))
        else { throw .malformed }
        let models = try ReadModels(from: &input)
        guard input.isAtEnd, models.position == position else { throw .malformed }
        return models
    }
}
