import Crypto
public import Events
import Foundation

/// What this computer keeps of a place that it ships to: `<data>/ship/<slug>.json` and its companions.
public struct ShipPlace: Sendable {
    private static let readableMax = 40

    /// The place as the operator wrote it.
    public let target: String
    /// Names the place in files and metrics.
    public let slug: String
    let directory: String
    let files: any FileLayer

    /// The files about `target` under a data directory.
    public init(target: String, dataDirectory: String, files: any FileLayer) {
        self.target = target
        directory = dataDirectory + "/ship"
        slug = Self.slug(of: target)
        self.files = files
    }

    var statePath: String { "\(directory)/\(slug).json" }
    var lockPath: String { "\(directory)/\(slug).lock" }
    var supersededPath: String { "\(directory)/\(slug).superseded" }

    /// What is readable of the address, and a digest that tells two alike apart.
    private static func slug(of target: String) -> String {
        let readable = target.lowercased().utf8.map { byte -> Character in
            let isPlain = (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
            return isPlain ? Character(UnicodeScalar(byte)) : "-"
        }
        let parts = String(readable).split(separator: "-").joined(separator: "-")
        let digest = SHA256Text(of: Array(target.utf8)).description.prefix(8)
        return "\(parts.suffix(readableMax))-\(digest)"
    }

    /// The state that was kept; nil when there is none.
    ///
    /// - Throws: `FileError`. A state that cannot be read is as good as none: everything in it can be found anew.
    func state() throws(FileError) -> ShipState? {
        guard (try? files.status(statePath)) != nil else { return nil }
        return try? JSONDecoder().decode(ShipState.self, from: Data(files.readWhole(statePath)))
    }

    /// Whether something was ever shipped there from this computer.
    ///
    /// - Throws: `FileError`.
    public var isKnown: Bool { get throws(FileError) { try state().map { $0.sequence > 0 } ?? false } }

    func save(_ state: ShipState) throws {
        try files.makeDirectory(directory)
        let json = [UInt8](try CanonicalJSON.encode(state))
        try files.writeAtomically(json + [0x0A], to: statePath, in: directory)
    }

    /// Keeps a failure for `--status` and the metrics, until something was shipped again.
    ///
    /// - Throws: `FileError`, or an error of the encoder.
    public func note(failure error: any Error, at time: Timestamp) throws {
        var state = try state() ?? ShipState(target: target)
        var failure = state.failure ?? ShipState.Failure(since: time, attempts: 0, reason: "")
        failure.attempts += 1
        failure.reason = ReplayFailure(error).message
        state.failure = failure
        try save(state)
    }

    /// Locks the place against other processes of this computer; nil when one has it.
    func lock() throws(FileError) -> ShipLock? {
        try files.makeDirectory(directory)
        let descriptor = try files.open(lockPath, .creatingOrAppending)
        let lock = ShipLock(descriptor, files)
        return try files.lock(descriptor, lockPath) ? lock : nil
    }

    /// Notes objects that the next manifest will not name any more, for `ShipPrune`.
    func note(superseded keys: [String], at time: Timestamp) throws(FileError) {
        guard !keys.isEmpty else { return }
        try files.makeDirectory(directory)
        let descriptor = try files.open(supersededPath, .creatingOrAppending)
        defer { files.close(descriptor) }
        let bytes = Array(keys.map { "\(time) \($0)\n" }.joined().utf8)
        var done = 0
        while done < bytes.count { done += try files.write(descriptor, bytes, done..<bytes.count, supersededPath) }
        try files.syncData(descriptor, supersededPath)
    }
}

/// The lock on a place, held as long as this lives.
final class ShipLock: Sendable {
    private let descriptor: Int32
    private let files: any FileLayer

    init(_ descriptor: Int32, _ files: any FileLayer) {
        self.descriptor = descriptor
        self.files = files
    }

    deinit { files.close(descriptor) }
}
