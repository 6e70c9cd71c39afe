import Events
import Foundation
import S3
import TestSupport
import Testing

@testable import Replay

/// Whatever happens to a shipper, the next one brings the backup to the same end, and what was there stays restorable.
@Suite struct `A shipper that dies or is let down` {
    private func site() throws -> BackupSite {
        let site = try BackupSite(segmentBytesMax: 1_500)
        try site.tell()
        try site.publish()
        site.stop()
        return site
    }

    /// What a restore from the store gives, and that it is the log.
    private func check(_ store: MemoryStore, _ site: BackupSite, _ note: String) async throws {
        _ = try await site.restore(from: store)
        var restored = try site.takeRestored()
        #expect(restored.removeValue(forKey: "restore.json") != nil)
        let expected = try site.expected()
        #expect(Set(restored.keys) == Set(expected.keys), "\(note)")
        #expect(restored == expected, "\(note)")
    }

    @Test(arguments: [true, false])
    func `leaves a backup that the next one completes, after whichever call it died`(carriesOut: Bool) async throws {
        let site = try site()
        let counting = FaultyStore(MemoryStore())
        try await site.ship(to: counting)
        #expect(counting.calls > 10)
        for nth in 1...counting.calls {
            try site.forgetState()
            let store = MemoryStore()
            let faulty = FaultyStore(store, nth: nth, carriesOut ? .dieAfter : .dieBefore)
            let report = try? await site.ship(to: faulty)
            #expect(report == nil || carriesOut && nth == counting.calls, "call \(nth)")
            if nth % 3 == 0 { try? site.forgetState() }
            try await site.ship(to: store)
            try await check(store, site, "call \(nth)")
        }
    }

    @Test func `goes on after an answer that was lost, whichever it was`() async throws {
        let site = try site()
        let counting = FaultyStore(MemoryStore())
        try await site.ship(to: counting)
        for nth in 1...counting.calls {
            try site.forgetState()
            let store = MemoryStore()
            let patient = PatientStore(
                FaultyStore(store, nth: nth, .loseAnswer), patience: .attempts(2), onWait: { _ in }, sleep: { _ in })
            try await site.ship(to: patient)
            try await check(store, site, "call \(nth)")
        }
    }

    @Test func `says so when the place is down, refuses, or somebody else writes`() async throws {
        let site = try site()
        let errors: [(BackupStoreError, Replay.ExitStatus)] = [
            (.unavailable("503", retryAfterSeconds: 2), .unavailable), (.denied("403"), .noPermission),
            (.broken(key: "x", "coupée"), .badData),
        ]
        for (error, status) in errors {
            let faulty = FaultyStore(MemoryStore(), nth: 1, .fail(error))
            do {
                try await site.ship(to: faulty)
                Issue.record("\(error) went unnoticed")
            } catch {
                #expect(ReplayFailure(error).status == status)
            }
            #expect(try site.place().state()?.failure != nil)
        }
        let store = MemoryStore()
        try await site.ship(to: store)
        #expect(try site.place().state()?.failure == nil, "a success takes the failure back")
    }

    @Test func `does not fight with another one for the manifest`() async throws {
        let site = try site()
        let store = MemoryStore()
        try await site.ship(to: store)
        try site.log.open()
        try site.tell()
        site.stop()
        let shipping = try site.shipping(
            to: Overtaken(store) { store["manifest"] = (store["manifest"] ?? []) + [0x0A] })
        let error = await #expect(throws: BackupFault.self) { try await shipping.once { _ in } }
        guard case .otherShipper = error else { Issue.record("\(error as Any)"); return }
    }

    @Test func `survives its own computer's disk refusing any call`() async throws {
        let site = try site()
        let counting = CrashingFiles(after: nil)
        _ = try await site.shipping(to: MemoryStore(), files: counting).once { _ in }
        #expect(counting.calls > 5)
        for last in 0..<counting.calls {
            try? site.forgetState()
            let store = MemoryStore()
            let files = CrashingFiles(after: last)
            // What it only remembers it can do without.
            if let report = try? await site.shipping(to: store, files: files).once(progress: { _ in }) {
                #expect(!report.warnings.isEmpty, "call \(last + 1)")
            }
            try await site.ship(to: store)
            try await check(store, site, "call \(last + 1)")
        }
    }
}

/// A store in which somebody else writes the manifest just before we do.
private struct Overtaken: BackupStore {
    let store: MemoryStore
    let overtake: @Sendable () -> Void

    init(_ store: MemoryStore, _ overtake: @escaping @Sendable () -> Void) {
        self.store = store
        self.overtake = overtake
    }

    var name: String { store.name }
    func get(_ key: String, bytesMax: Int) async throws(BackupStoreError) -> StoredObject? {
        try await store.get(key, bytesMax: bytesMax)
    }
    func head(_ key: String) async throws(BackupStoreError) -> ObjectInfo? { try await store.head(key) }
    func put(
        _ key: String, _ bytes: [UInt8], if condition: PutCondition
    ) async throws(BackupStoreError) -> ObjectVersion {
        if key == "manifest" { overtake() }
        return try await store.put(key, bytes, if: condition)
    }
    func remove(_ key: String) async throws(BackupStoreError) { try await store.remove(key) }
}
