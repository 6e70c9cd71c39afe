import Events
import Foundation
import Testing

@testable import Projections
@testable import Replay

@Suite struct `Travelling in time` {
    private static let build = "essai"

    private func place(_ log: SampleLog) throws -> SnapshotPlace {
        SnapshotPlace(dataDirectory: log.dataDirectory, masterKey: try log.masterKey, build: Self.build)
    }

    private func write(_ models: ReadModels, _ log: SampleLog) throws {
        let last = try log.reader.record(at: models.position)
        _ = try place(log).files(over: POSIXFiles()).write(models, line: last)
    }

    private func state(_ log: SampleLog, _ target: String) throws -> ReadModels {
        try TimeTravel.state(of: try log.reader, at: try ReplayTarget(target), now: log.time)
    }

    @Test func `the state is the one of then`() throws {
        let log = try SampleLog.story()
        #expect(try state(log, "4").copies.count == 0)
        #expect(try state(log, "6").copies[SampleFact.copie]?.status == .pending)
        #expect(try state(log, "7").copies[SampleFact.copie]?.status == .processing)
        #expect(try state(log, "2m").copies[SampleFact.copie]?.status == .pending)
    }

    @Test func `a good snapshot is equal, and is still there afterwards`() throws {
        let log = try SampleLog.story()
        try write(try state(log, "6"), log)
        let (comparison, rejected) = try TimeTravel.compare(
            try state(log, "10"), of: try log.reader, with: try place(log))
        #expect(comparison?.isEqual == true && rejected.isEmpty)
        #expect(comparison?.views.map(\.name) == ReadModels.names)
        #expect(comparison?.views.allSatisfy(\.isEqual) == true)
    }

    @Test func `a snapshot of an altered state is reported, read model by read model`() throws {
        let log = try SampleLog.story()
        var altered = ReadModels()
        try log.reader.forEachRecord(after: .zero, through: LogPosition(6)) { record in
            var fact = try Fact(record)
            if case .vital = fact.event {
                fact = Fact(
                    position: fact.position, time: fact.time, actor: fact.actor, subject: fact.subject,
                    idempotencyKey: nil, event: SampleFact.vital(1_201).event)
            }
            altered.apply(fact)
        }
        try write(altered, log)
        let comparison = try #require(
            try TimeTravel.compare(try state(log, "10"), of: try log.reader, with: try place(log)).comparison)
        #expect(!comparison.isEqual)
        #expect(comparison.views.filter { !$0.isEqual }.map(\.name) == [Vitals.name])
    }

    @Test func `snapshots that cannot be used are named and left alone`() throws {
        let log = try SampleLog.story()
        try write(try state(log, "6"), log)
        let other = SnapshotPlace(dataDirectory: log.dataDirectory, masterKey: try log.masterKey, build: "autre")
        let (comparison, rejected) = try TimeTravel.compare(try state(log, "10"), of: try log.reader, with: other)
        #expect(comparison == nil && rejected.map(\.position) == [LogPosition(6)])
        #expect(try place(log).files(over: POSIXFiles()).positions == [LogPosition(6)])
    }

    @Test func `a saved summary is equal to the fold at its position, and differs when it was changed`() throws {
        let log = try SampleLog.story()
        let path = log.dataDirectory + "/state.json"
        let summary = try CanonicalJSON.encode(try state(log, "6").summary())
        try summary.write(to: URL(fileURLWithPath: path))
        #expect(try TimeTravel.compare(try log.reader, withSummaryAt: path).isEqual)
        let changed = String(decoding: summary, as: UTF8.self)
            .replacing(#""name":"sessions""#, with: #""name":"x""#)
        try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
        let comparison = try TimeTravel.compare(try log.reader, withSummaryAt: path)
        #expect(!comparison.isEqual)
        #expect(comparison.views.filter { !$0.isEqual }.map(\.name) == [Sessions.name])
    }

    @Test func `the digest does not depend on the order of insertion`() throws {
        let log = try SampleLog.story()
        let models = try state(log, "10")
        try write(models, log)
        let again = try place(log).files(over: KeepingFiles())
            .newest(for: try log.reader) { _, _ in }
        #expect(try again?.summary() == models.summary())

        let persons = (1...200).map { PersonID(high: 7, low: $0) }
        var forwards = Accounts()
        for person in persons { forwards.apply(registration(of: person)) }
        var backwards = Accounts()
        for person in persons.reversed() { backwards.apply(registration(of: person)) }
        let (one, other) = (try forwards.view(as: AccountsView.self), try backwards.view(as: AccountsView.self))
        #expect(try CanonicalJSON.encode(one) == CanonicalJSON.encode(other))
    }

    private func registration(of person: PersonID) -> Fact {
        Fact(
            position: LogPosition(person.low), time: SampleLog.start, actor: .anonymous, subject: .account(person),
            idempotencyKey: nil, event: SampleFact.registered(person).event)
    }

    @Test func `every read model has a view, complete on a log of every type`() throws {
        let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("eventlog/golden/v1")
        let files = try FileManager.default.contentsOfDirectory(atPath: golden.path).filter { $0.hasSuffix(".jsonl") }
        #expect(!files.isEmpty)
        for file in files {
            let folder = try TemporaryFolder()
            let manager = FileManager.default
            try manager.createDirectory(
                atPath: folder.path + "/segments", withIntermediateDirectories: true)
            try manager.copyItem(
                atPath: golden.appendingPathComponent(file).path,
                toPath: folder.path + "/segments/0000000000000001.jsonl")
            let log = try LogFolder(folder.path)
            let report = try LogVerification.run(log, from: .zero) { _ in }
            #expect(report.status == .success, "\(file): \(report.problems.map(\.line))")
            let models = try TimeTravel.state(of: try log.open(), at: .latest, now: SampleLog.start)
            for name in ReadModels.names {
                let view = try #require(try models.view(named: name), "\(name) has no view")
                #expect(try CanonicalJSON.encode(view).count > 2)
            }
            #expect(try models.view(named: "autre") == nil)
        }
    }
}
