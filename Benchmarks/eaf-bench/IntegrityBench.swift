import Events
import Foundation

/// Integrating a million records into the tree: tiles, fsync and signatures, beside hashing the same lines alone; then taking
/// the tree up again, and making a proof.
enum IntegrityBench {
    private static let records = 1_000_000
    private static let rounds = 3
    private static let proofs = 1_000

    static func run() async throws {
        let folder = try Measure.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var maker = try BenchLog(folder: folder, masterKey: .random())
        try maker.write(records, to: folder + "/eventlog")
        let log = try JSONLEventLog(reading: folder + "/eventlog", files: POSIXFiles())
        let bytes = Double(log.extent.bytes)
        Measure.print(
            "Integrity: \(records) mixed records, \(Int(bytes / 1e6)) MB, into tiles and signed checkpoints")
        var hashing: [Double] = []
        var integrating: [Double] = []
        var unsynced: [Double] = []
        for round in 0..<rounds {
            hashing.append(try await Measure.seconds { try hash(log) })
            integrating.append(try await integrate(log, TreePlace(eventlog: folder, data: folder), POSIXFiles()))
            let other = "\(folder)/unsynced-\(round)"
            try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
            unsynced.append(try await integrate(log, TreePlace(eventlog: other, data: other), NoSync()))
        }
        let seconds = Measure.median(integrating)
        let ratio = Measure.median(zip(hashing, integrating).map { $0 / $1 })
        Measure.print(
            "  integrated: \(Int(Double(records) / seconds)) records/s, \(Int(bytes / seconds / 1e6)) MB/s; "
                + "without fsync \(Int(Double(records) / Measure.median(unsynced))) records/s; "
                + "reading and SHA-256 of the lines alone takes \(Measure.rounded(ratio)) of that time")
        try await prove(log, folder)
    }

    private static func hash(_ log: JSONLEventLog) throws {
        var position = LogPosition.zero
        while position < log.head.position {
            let chunk = try log.lines(after: position, bytesMax: 1 << 20)
            var count: UInt64 = 0
            for line in chunk.bytes.split(separator: 0x0A) {
                _ = MerkleTree.leaf(line)
                count += 1
            }
            position = LogPosition(position.rawValue + count)
        }
    }

    private static func integrate(
        _ log: JSONLEventLog, _ place: TreePlace, _ files: any FileLayer
    ) async throws -> Double {
        for path in [place.tiles, place.published, place.signed] { try? FileManager.default.removeItem(atPath: path) }
        let tree = try integrator(log, place, .random(), files)
        return try await Measure.seconds { try tree.catchUp() }
    }

    private static func integrator(
        _ log: JSONLEventLog, _ place: TreePlace, _ key: SigningKey, _ files: any FileLayer
    ) throws -> TreeIntegrator {
        try TreeIntegrator(
            log: log, origin: LogOrigin(host: "localhost", name: "eaf", timeline: 1), place: place, key: key,
            files: files)
    }

    private static func prove(_ log: JSONLEventLog, _ folder: String) async throws {
        let place = TreePlace(eventlog: folder + "/again", data: folder + "/again")
        try FileManager.default.createDirectory(atPath: place.eventlog, withIntermediateDirectories: true)
        let key = SigningKey.random()
        try integrator(log, place, key, NoSync()).catchUp()
        var again: [Double] = []
        for _ in 0..<rounds {
            again.append(try await Measure.seconds { _ = try integrator(log, place, key, POSIXFiles()) })
        }
        let published = try PublishedLog(eventlog: place.eventlog, files: POSIXFiles())
        let proving = try await Measure.seconds {
            for _ in 0..<proofs {
                let position = LogPosition(UInt64.random(in: 1...UInt64(records)))
                _ = try published.inclusion(of: try log.record(at: position))
            }
        }
        Measure.print(
            "  tree taken up again in \(Measure.rounded(Measure.median(again) * 1e3)) ms; "
                + "a proof of a random record in \(Measure.rounded(proving / Double(proofs) * 1e6, 0)) µs")
    }
}
