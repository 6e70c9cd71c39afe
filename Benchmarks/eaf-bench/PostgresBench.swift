import API
import Events
import Foundation
import Postgres
import Projections

/// Durable commands a second through the writer on a log in Postgres, beside what the same server does with the usual ways of
/// storing events; and replay beside COPY. Run it with `EAF_POSTGRES_DURABLE=1 scripts/with-postgres.sh eaf-bench postgres`.
enum PostgresBench {
    private static let rounds = 5
    private static let secondsEach = 1.5

    static func run() async throws {
        guard let server = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"],
            let slash = server.lastIndex(of: "/")
        else { return Measure.print("Postgres: no server (scripts/with-postgres.sh)") }
        let name = "bench_\(UUID().uuidString.prefix(8).lowercased())"
        let url = String(server[...slash]) + name
        try BareInserts.run("CREATE DATABASE \(name)", on: server)
        defer { try? BareInserts.run("DROP DATABASE \(name) WITH (FORCE)", on: server) }
        let fsync = try BareInserts.setting("fsync", on: server)
        Measure.print("Append to Postgres, 400-byte records (fsync \(fsync)), medians of \(rounds), alternating")
        try await append(url)
        try await nodes(url)
        try replay(url)
    }

    /// Two writers on one log, as two nodes have; and how soon one node reads what another has appended.
    private static func nodes(_ url: String) async throws {
        func writer() throws -> Writer {
            let log = try PostgresEventLog(writing: .init(url: url, directURL: nil))
            return Writer(
                log: log, store: StateStore(try ReadModels.folded(from: log, through: log.head.position)),
                encoder: RecordEncoder(source: "/eaf/eaf/1", keys: NoKeys()), clock: .real, limits: .standard)
        }
        let pair = try [writer(), writer()]
        for writer in pair { writer.start() }
        defer { for writer in pair { writer.stop() } }
        for callers in [8, 32] {
            var rates: [Double] = []
            for _ in 0..<rounds {
                async let one = WriterRate.measured(pair[0], callers: callers, seconds: secondsEach)
                async let other = WriterRate.measured(pair[1], callers: callers, seconds: secondsEach)
                rates.append(try await one + other)
            }
            Measure.print("  two nodes, \(callers) callers each: \(Int(Measure.median(rates)))/s together")
        }
        let reader = try PostgresEventLog(writing: .init(url: url, directURL: nil))
        let lookout = PostgresLookout(of: reader)
        var known = try lookout.next(within: .zero).position
        var delays: [Double] = []
        for _ in 0..<200 {
            let appended = try await pair[0].submit(
                BenchCommand(), as: .anonymous, context: RecordContext(), key: nil)
            let began = ContinuousClock.now
            while known < appended.last {
                _ = try lookout.next(within: .seconds(1))
                known = try reader.news(after: known).records().last?.position ?? known
            }
            delays.append((ContinuousClock.now - began) / .milliseconds(1))
        }
        delays.sort()
        Measure.print(
            "  from the acknowledgement on one node to the record read on another: median "
                + "\(Measure.rounded(Measure.median(delays))) ms, 99 % within \(Measure.rounded(delays[197])) ms")
    }

    private static func append(_ url: String) async throws {
        let log = try PostgresEventLog(writing: .init(url: url, directURL: nil))
        let writer = Writer(
            log: log, store: StateStore(ReadModels()), encoder: RecordEncoder(source: "/eaf/eaf/1", keys: NoKeys()),
            clock: .real, limits: .standard)
        writer.start()
        defer { writer.stop() }
        try BareInserts.prepare(url)
        for callers in [1, 8, 32, 64] {
            let before = try log.head.position
            var through: [Double] = []
            var inserts: [Double] = []
            var functions: [Double] = []
            for _ in 0..<rounds {
                inserts.append(try BareInserts.rate(.insert, clients: callers, seconds: secondsEach, url))
                functions.append(try BareInserts.rate(.function, clients: callers, seconds: secondsEach, url))
                through.append(try await WriterRate.measured(writer, callers: callers, seconds: secondsEach))
            }
            func ratio(_ other: [Double]) -> String {
                Measure.rounded(Measure.median(zip(through, other).map { $0 / $1 }))
            }
            let commits = try BareInserts.count(
                "SELECT count(*) FROM eventlog.commits WHERE first > \(before)", on: url)
            let records = try log.head.position.distance(from: before)
            Measure.print(
                "  \(callers) callers: writer \(Int(Measure.median(through)))/s, single-row INSERTs "
                    + "\(Int(Measure.median(inserts)))/s (ratio \(ratio(inserts))), function with a lock "
                    + "\(Int(Measure.median(functions)))/s (ratio \(ratio(functions))); "
                    + "\(Measure.rounded(Double(records) / Double(max(1, commits)))) records a commit")
        }
    }

    /// Reading every record, and folding it as a start does, beside what the server sends with COPY.
    private static func replay(_ url: String) throws {
        let log = try PostgresEventLog(reading: .init(url: url, directURL: nil))
        let last = try log.head.position
        var copied: [Double] = []
        var lines: [Double] = []
        var parsed: [Double] = []
        var bytes = 0
        for _ in 0..<rounds {
            copied.append(try BareInserts.copyRate(url))
            let began = ContinuousClock.now
            bytes = 0
            var position = LogPosition.zero
            while position < last {
                let chunk = try log.lines(after: position, bytesMax: 1 << 20)
                bytes += chunk.bytes.count
                position = LogPosition(position.rawValue + UInt64(chunk.bytes.count { $0 == 0x0A }))
            }
            lines.append(Double(bytes) / ((ContinuousClock.now - began) / .seconds(1)))
            let again = ContinuousClock.now
            _ = try ReadModels.folded(from: log, through: last)
            parsed.append(Double(bytes) / ((ContinuousClock.now - again) / .seconds(1)))
        }
        func megabytes(_ rates: [Double]) -> Int { Int(Measure.median(rates) / 1_000_000) }
        func ratio(_ rates: [Double]) -> String {
            Measure.rounded(Measure.median(zip(rates, copied).map { $0 / $1 }))
        }
        Measure.print(
            "Replay from Postgres, \(last) records, \(bytes / 1_000_000) MB: COPY \(megabytes(copied)) MB/s, lines "
                + "\(megabytes(lines)) MB/s (ratio \(ratio(lines))), checked, parsed and folded \(megabytes(parsed)) MB/s "
                + "(ratio \(ratio(parsed)))")
    }
}
