import Events
import Foundation
import Projections
import Testing

@testable import Replay

@Suite struct `Restoring a backup` {
    private let site: BackupSite
    private let store = MemoryStore()

    init() throws { site = try BackupSite(segmentBytesMax: 1_500) }

    private func ship() async throws {
        try site.tell()
        try site.publish()
        site.stop()
        try await site.ship(to: store)
    }

    @Test func `gives back every byte of log, tree, vault and files`() async throws {
        try await ship()
        let report = try await site.restore(from: store)
        var restored = try site.takeRestored()
        #expect(restored.removeValue(forKey: "restore.json") != nil)
        #expect(restored == (try site.expected()))
        #expect(report.plan.opensTimeline == false)
        #expect(report.plan.checkpoint == report.plan.position.rawValue)
        #expect(report.missingKeys == ["master.key", "signing.key"])
        let live = try ReadModels.folded(from: site.log.reader, through: report.plan.position).summary()
        #expect(report.state == live)
    }

    @Test func `gives the same bytes every time, to the end and to a moment`() async throws {
        try await ship()
        for target in [RestoreTarget.replay(.latest), .replay(.position(LogPosition(7)))] {
            _ = try await site.restore(from: store, options: site.options(target))
            let first = try site.takeRestored()
            _ = try await site.restore(from: store, options: site.options(target))
            #expect(try site.takeRestored() == first)
        }
    }

    @Test func `stops at the last whole commit, wherever it is told to`() async throws {
        try await ship()
        let records = try recordsOfLog()
        let ends = records.filter { $0.commit == $0.position }
        for end in ends {
            for target in [end.position.rawValue, end.position.rawValue + 1] {
                let expected = ends.last { $0.position.rawValue <= target }
                let plan = try await plan(.replay(.position(LogPosition(target))))
                #expect(plan.position == expected?.position)
            }
            let plan = try await plan(.replay(.time(end.time)))
            #expect(plan.position == ends.last { $0.time <= end.time }?.position)
        }
    }

    @Test func `takes a target past the end for the end, and one before the beginning for a mistake`() async throws {
        try await ship()
        let head = try site.log.reader.head.position
        let late = Timestamp(seconds: 2_000_000_000)
        for target in [ReplayTarget.position(.end), .time(late), .ago(seconds: 0), .latest] {
            let plan = try await plan(.replay(target))
            #expect(plan.position == head)
            #expect(!plan.opensTimeline)
        }
        await #expect(throws: ReplayFailure.self) { _ = try await plan(.replay(.position(.zero))) }
        await #expect(throws: ReplayFailure.self) { _ = try await plan(.replay(.time(Timestamp(seconds: 1)))) }
    }

    @Test func `opens a timeline when records are given up, and says why in the log`() async throws {
        try await ship()
        let cut = try #require(try recordsOfLog().last { $0.commit == $0.position && $0.position.rawValue < 12 })
        let report = try await site.restore(
            from: store, options: site.options(.replay(.position(cut.position)), reason: "mauvaise manœuvre"))
        #expect(report.plan.timeline == 2)
        let log = try JSONLEventLog(reading: site.into + "/eventlog", files: POSIXFiles())
        #expect(log.head.position == cut.position.next)
        let record = try log.record(at: log.head.position)
        let manifest = try site.manifest(in: store)
        #expect(record.source == "/eaf/essai/2")
        #expect(record.time == manifest.head.time)
        #expect(record.actor == .operator("op"))
        guard case .log(.restored(let restored)) = try EventCatalog.current.event(of: record) else {
            Issue.record("\(record.typeText)")
            return
        }
        #expect(restored.position == cut.position)
        #expect(restored.timeline == 2)
        #expect(restored.abandonedOrigin == "localhost/essai/1")
        #expect(restored.abandonedSize == Int(manifest.head.position.rawValue))
        #expect(restored.abandonedRoot == manifest.head.root.base64)
        #expect(restored.reason == "mauvaise manœuvre")
        #expect(restored.from == report.plan.manifest)
        #expect(!FileManager.default.fileExists(atPath: site.into + "/eventlog/checkpoint"))
        let models = try ReadModels.folded(from: log, through: log.head.position)
        #expect(models.log.origin?.timeline == 2)
        #expect(try models.summary() == report.state)
    }

    @Test func `asks why before it gives anything up`() async throws {
        try await ship()
        let options = site.options(.replay(.position(LogPosition(3))), reason: nil)
        let error = await #expect(throws: ReplayFailure.self) {
            _ = try await site.restore(from: store, options: options)
        }
        #expect(error?.status == .usage)
        #expect(!FileManager.default.fileExists(atPath: site.into))
    }

    @Test func `writes over nothing`() async throws {
        try await ship()
        try FileManager.default.createDirectory(atPath: site.into, withIntermediateDirectories: true)
        _ = try await site.restore(from: store)
        let before = try BackupSite.files(in: site.into)
        let error = await #expect(throws: ReplayFailure.self) { _ = try await site.restore(from: store) }
        #expect(error?.status == .cannotCreate)
        #expect(try BackupSite.files(in: site.into) == before)
    }

    @Test func `brings up as erased whoever was erased since`() async throws {
        try await ship()
        try site.log.open()
        try site.log.makeKey(for: SampleFact.bruno)
        try site.log.commit(.registered(SampleFact.bruno))
        let blob = try site.handIn(of: SampleFact.bruno)
        try site.log.erase(SampleFact.ana)
        for path in try site.blobPaths(except: blob) { try FileManager.default.removeItem(atPath: path) }
        site.stop()
        try await site.ship(to: store)
        for key in store.all.keys where key.hasPrefix("blobs/") && !key.hasSuffix(blob.description) {
            store[key] = nil
        }
        for target in [RestoreTarget.replay(.latest), .replay(.position(LogPosition(9)))] {
            let report = try await site.restore(from: store, options: site.options(target))
            #expect(report.skippedBlobs == 2)
            let vault = try VaultFile(
                path: site.into + "/.data/vault", masterKey: try site.log.masterKey, files: POSIXFiles())
            #expect(vault.isErased(SampleFact.ana))
            #expect(vault.key(for: SampleFact.ana) == nil)
            #expect(vault.key(for: SampleFact.bruno) != nil)
            _ = try site.takeRestored()
        }
    }

    @Test func `copies keys that are offered, and notices a master key that is another's`() async throws {
        try await ship()
        var options = site.options()
        options.keysFrom = site.log.dataDirectory
        let report = try await site.restore(from: store, options: options)
        #expect(report.missingKeys == [])
        let attributes = try FileManager.default.attributesOfItem(atPath: site.into + "/.data/master.key")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        _ = try site.takeRestored()
        let other = site.folder.path + "/keys"
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
        try Data(MasterKey.random().text.utf8).write(to: URL(fileURLWithPath: other + "/master.key"))
        options.keysFrom = other
        let error = await #expect(throws: VaultError.self) {
            _ = try await site.restore(from: store, options: options)
        }
        #expect(error == .wrongMasterKey)
        #expect(!FileManager.default.fileExists(atPath: site.into))
    }

    private func plan(_ target: RestoreTarget) async throws -> RestorePlan {
        try await Restore(
            from: store, spare: nil, trust: site.trust, key: nil, options: site.options(target), now: site.log.time,
            files: POSIXFiles()
        ).plan
    }

    private func recordsOfLog() throws -> [Record] {
        var records: [Record] = []
        let log = try site.log.reader
        try log.forEachRecord(after: .zero, through: log.head.position) { records.append($0) }
        return records
    }
}
