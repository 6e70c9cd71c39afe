import API
import Events
import Foundation
import Logging
import Projections

/// Durable commands a second through the writer, beside a bare loop of one `write` and one `fdatasync` a record.
enum AppendBench {
    private static let rounds = 5
    private static let secondsEach = 1.5

    static func run() async throws {
        let folder = try Measure.folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let state = try await BenchServer.openState(in: folder)
        defer { state.writer.stop() }
        let line = try state.log.record(at: LogPosition(1)).byteCount
        Measure.print(
            "Append, 400-byte records (first record: \(line) bytes); bare loop = write + fdatasync per record")
        for callers in [1, 8, 64] {
            var bare: [Double] = []
            var writer: [Double] = []
            for _ in 0..<rounds {
                bare.append(try await bareRate(in: folder))
                writer.append(try await WriterRate.measured(state.writer, callers: callers, seconds: secondsEach))
            }
            let ratios = zip(writer, bare).map { $0 / $1 }
            Measure.print(
                "  \(callers) callers: \(Int(Measure.median(writer)))/s through the writer, "
                    + "\(Int(Measure.median(bare)))/s bare, ratio \(Measure.rounded(Measure.median(ratios)))")
        }
    }

    private static func bareRate(in folder: String) async throws -> Double {
        let files = POSIXFiles()
        let path = folder + "/bare"
        let descriptor = try files.open(path, .creatingOrAppending)
        defer { files.close(descriptor) }
        let record = [UInt8](repeating: 0x61, count: 400)
        var count = 0
        let end = ContinuousClock.now + .seconds(secondsEach)
        let seconds = try await Measure.seconds {
            while ContinuousClock.now < end {
                _ = try files.write(descriptor, record, 0..<record.count, path)
                try files.syncData(descriptor, path)
                count += 1
            }
        }
        return Double(count) / seconds
    }
}

/// A command of the usual size: its record has about 400 bytes.
struct BenchCommand: Command {
    func decide(in state: ReadModels, at now: Timestamp) throws(Rejection) -> [NewFact] {
        let report = VitalReported(
            name: .LCP, value: 1_834.5, rating: .good, page: "/atelier-ecrit",
            metricID: "v4-1763856000000-1234567890123",
            navigationType: "navigate")
        return [NewFact(.vital("LCP"), person: nil, .vital(.reported(report)))]
    }
}
