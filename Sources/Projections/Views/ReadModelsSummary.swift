import Crypto
import Dispatch
public import Events
import Foundation
import Synchronization

/// A state in a few figures, by which two states can be compared, also across processes and machines.
///
/// The digests are of the sorted JSON of the views, not of snapshots: persistent dictionaries iterate in an order that differs
/// from process to process.
public struct ReadModelsSummary: Codable, Equatable, Sendable {
    /// One read model.
    public struct View: Codable, Equatable, Sendable {
        public let name: String
        public let entries: Int
        /// SHA-256 of the view's canonical JSON, hexadecimal.
        public let digest: String
    }

    public let position: LogPosition
    /// Of the last record taken in, RFC 3339 with milliseconds; absent when there is none.
    public let time: String?
    public let unknownRecords: Int
    /// In the order of `ReadModels.names`.
    public let views: [View]
    /// SHA-256 over position, time, unknown records and the views' digests, hexadecimal.
    public let digest: String

    init(_ models: ReadModels) throws {
        position = models.position
        time = models.position == .zero ? nil : models.time.milliseconds
        unknownRecords = models.unknownRecords
        views = try Self.views(of: models)
        var all = "\(position)\n\(time ?? "")\n\(unknownRecords)\n"
        for view in views { all += "\(view.name) \(view.digest)\n" }
        digest = SHA256.hash(data: Data(all.utf8)).hexadecimal
    }

    /// The digests of all read models, each made on any thread that is free: most of the time goes into their JSON.
    private static func views(of models: ReadModels) throws -> [View] {
        let names = ReadModels.names
        let digested = Mutex<[Result<View?, any Error>]>(Array(repeating: .success(nil), count: names.count))
        DispatchQueue.concurrentPerform(iterations: names.count) { index in
            let result = Result { try view(names[index], of: models) }
            digested.withLock { $0[index] = result }
        }
        return try digested.withLock { $0 }.compactMap { try $0.get() }
    }

    private static func view(_ name: String, of models: ReadModels) throws -> View? {
        guard let view = try models.view(named: name) else { return nil }
        let digest = SHA256.hash(data: try CanonicalJSON.encode(view)).hexadecimal
        return View(name: name, entries: view.entries, digest: digest)
    }
}
