import API
import Events
import Foundation
import Projections

/// Folding a million mixed records: reading the bytes alone, checking and parsing, folding, and opening every sealed value;
/// then starting with and without a snapshot, and the memory of a state.
enum ReplayBench {
    private static let records = 1_000_000
    private static let rounds = 5

    static func run(start: Bool) async throws {
        let folder = try Measure.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let data = folder + "/data"
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        let masterKey = MasterKey.random()
        try masterKey.text.write(toFile: data + "/master.key", atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: data + "/master.key")
        var maker = try BenchLog(folder: data, masterKey: masterKey)
        try maker.write(records, to: folder + "/eventlog")
        let log = try JSONLEventLog(reading: folder + "/eventlog", files: POSIXFiles())
        let bytes = Double(log.extent.bytes)
        Measure.print(
            "Replay of \(records) mixed records, \(Int(bytes / 1e6)) MB, \(Int(bytes / Double(records))) bytes each on average"
        )
        try await fold(log, bytes)
        try await unseal(log, try VaultFile(path: data + "/vault", masterKey: masterKey, files: POSIXFiles()))
        if start { try await startUp(folder) }
    }

    private static func fold(_ log: JSONLEventLog, _ bytes: Double) async throws {
        var reading: [Double] = []
        var folding: [Double] = []
        var processor: [Double] = []
        var state = ReadModels()
        let before = Measure.residentMebibytes
        for _ in 0..<rounds {
            reading.append(try await Measure.seconds { try readBytes(log) })
            state = ReadModels()
            let used = Measure.ownProcessorSeconds
            folding.append(
                try await Measure.seconds {
                    state = try ReadModels.folded(from: log, through: log.head.position)
                })
            processor.append(Measure.ownProcessorSeconds - used)
        }
        let seconds = Measure.median(folding)
        Measure.print(
            "  CRC, parse, all projections: \(Int(Double(records) / seconds)) records/s, \(Int(bytes / seconds / 1e6)) MB/s; "
                + "reading the bytes alone takes \(Measure.rounded(Measure.median(zip(reading, folding).map { $0 / $1 }))) of that time; "
                + "\(Measure.rounded(Measure.median(processor) / Double(records) * 1e6)) µs of processor time a record"
        )
        let grown = (Measure.residentMebibytes - before) * 1_048_576
        Measure.print(
            "  state: \(state.accounts.count) accounts, \(state.copies.count) copies, \(state.epreuves.count) épreuves; "
                + "resident \(Int(grown / 1_048_576)) MiB more, \(Int(grown / Double(state.accounts.count))) bytes an account with all that is theirs; "
                + "peak \(Int(Measure.peakMebibytes)) MiB")
    }

    private static func readBytes(_ log: JSONLEventLog) throws {
        var position = LogPosition.zero
        let head = log.head.position
        while position < head {
            let chunk = try log.lines(after: position, bytesMax: 1 << 20)
            position = LogPosition(position.rawValue + UInt64(chunk.bytes.count { $0 == 0x0A }))
        }
    }

    /// What an auditor's full check adds: every sealed value opened.
    private static func unseal(_ log: JSONLEventLog, _ vault: VaultFile) async throws {
        let seconds = try await Measure.seconds {
            let head = log.head.position
            let share = head.rawValue / 2
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (from, to) in [(UInt64(0), share), (share, head.rawValue)] {
                    group.addTask {
                        try log.forEachRecord(after: LogPosition(from), through: LogPosition(to)) { record in
                            _ = try EventCatalog.current.event(of: record, opening: vault)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        Measure.print("  CRC, parse, unseal every value, two cores: \(Int(Double(records) / seconds)) records/s")
    }

    private static func startUp(_ folder: String) async throws {
        Measure.print("Start-up (open, verify segments or trust their index, fold, ready)")
        var cold: [Double] = []
        var warm: [Double] = []
        for _ in 0..<rounds {
            try? FileManager.default.removeItem(atPath: folder + "/data/snapshots")
            cold.append(try await open(folder, snapshot: true))
            warm.append(try await open(folder, snapshot: false))
        }
        Measure.print(
            "  without a snapshot \(Measure.rounded(Measure.median(cold))) s, with one \(Measure.rounded(Measure.median(warm))) s"
        )
    }

    private static func open(_ folder: String, snapshot: Bool) async throws -> Double {
        var state: ServerState?
        let seconds = try await Measure.seconds { state = try await BenchServer.openState(in: folder) }
        guard let state else { return seconds }
        if snapshot {
            let models = state.store.current
            var bytes = 0
            let took = try await Measure.seconds {
                bytes = try state.snapshots.write(
                    models, line: try state.log.record(at: models.position))
            }
            Measure.print("  snapshot: \(bytes / 1_048_576) MiB written in \(Measure.rounded(took)) s")
        }
        state.writer.stop()
        return seconds
    }
}
