import Foundation
import PostgresTestSupport
import Testing

/// Several nodes on one database, each with folders of its own; the files of copies are in a folder that they share.
final class Cluster: Sendable {
    let database: TestDatabase
    /// What a node is told besides its folders.
    let environment: [String: String]
    private let files: Place

    /// A new database with nothing in it.
    ///
    /// - Parameters:
    ///   - url: where nodes reach it; through pgbouncer when nothing else is said.
    ///   - more: further variables for every node.
    init(
        _ database: TestDatabase, url: String? = nil, environment more: [String: String] = [:]
    ) throws {
        self.database = database
        files = try Place()
        try FileManager.default.createDirectory(atPath: files.blobs, withIntermediateDirectories: true)
        func key() -> String { Data((0..<32).map { _ in UInt8.random(in: 0...255) }).base64EncodedString() }
        environment = [
            "DATABASE_URL": url ?? database.bouncerURL, "DIRECT_URL": url ?? database.url, "EAF_MASTER_KEY": key(),
            "EAF_SIGNING_KEY": key(),
        ].merging(more) { $1 }
    }

    /// The folders of another node.
    func place() throws -> Place {
        let place = try Place()
        try FileManager.default.createDirectory(
            atPath: place.data + "/uploads", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: place.blobs, withDestinationPath: files.blobs)
        return place
    }

    /// Starts another node that serves, and corrects when it is asked to.
    func serve(_ more: [String: String] = ["EAF_WORKER": "false"]) async throws -> RunningServer {
        try await RunningServer(try place(), environment: environment.merging(more) { $1 })
    }

    /// Starts a node that only corrects.
    func work(name: String) async throws -> (child: Child, place: Place) {
        let place = try place()
        let told = place.environment.merging(environment) { $1 }.merging(["EAF_NODE_NAME": name]) { $1 }
        let child = try Child(try Binary.path, ["worker"], in: place.path, environment: told)
        try await eventually("the worker is ready") { child.output == "worker ready\n" || !child.isRunning }
        try #require(child.isRunning, "\(child.errors)")
        return (child, place)
    }

    /// The log in files, for checks that know nothing of databases, and the files of copies.
    func exported() async throws -> Place {
        let place = try place()
        let copied = try await Binary.run("log", "import", database.url, "--into", place.log, at: place)
        try #require(copied.status == 0, "\(copied.errors)")
        return place
    }

    /// How many records there are that the condition holds for.
    func count(_ condition: String) throws -> Int {
        let text = try database.run("SELECT count(*) FROM eventlog.events WHERE \(condition)")
        return text.flatMap { Int($0) } ?? -1
    }
}
