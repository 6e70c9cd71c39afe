import S3
import TestSupport
import Testing

@testable import Replay

/// What every backup store does.
enum BackupStoreContract {
    static func objectsComeBackAsTheyWereWritten(_ store: some BackupStore) async throws {
        var random = SeededGenerator(seed: 5)
        for (key, size) in [("a", 0), ("log/0000000000000001.zst", 1), ("Blobs/ab/x_-.Z9", 300_000)] {
            let bytes = random.bytes(size)
            let version = try await store.put(key, bytes, if: .always)
            #expect(try await store.get(key, bytesMax: size) == StoredObject(bytes: bytes, version: version))
            #expect(try await store.head(key) == ObjectInfo(size: size, version: version))
        }
    }

    static func whatIsNotThereIsNil(_ store: some BackupStore) async throws {
        #expect(try await store.get("manifest", bytesMax: 10) == nil)
        #expect(try await store.head("manifest") == nil)
        #expect(try await store.get("deep/down/there", bytesMax: 10) == nil)
        try await store.remove("manifest")
        await #expect(throws: BackupStoreError.conflict(key: "manifest")) {
            try await store.put("manifest", [1], if: .ifVersion(ObjectVersion("none")))
        }
        #expect(try await store.head("manifest") == nil)
    }

    static func removedObjectsAreGone(_ store: some BackupStore) async throws {
        try await store.put("old/segment", [1, 2, 3], if: .always)
        try await store.remove("old/segment")
        try await store.remove("old/segment")
        #expect(try await store.head("old/segment") == nil)
        try await store.put("old/segment", [4], if: .ifAbsent)
        #expect(try await store.get("old/segment", bytesMax: 1)?.bytes == [4])
    }

    static func conditionsHold(_ store: some BackupStore) async throws {
        let first = try await store.put("manifest", [1], if: .ifAbsent)
        await #expect(throws: BackupStoreError.conflict(key: "manifest")) {
            try await store.put("manifest", [2], if: .ifAbsent)
        }
        #expect(try await store.get("manifest", bytesMax: 1)?.bytes == [1])
        let second = try await store.put("manifest", [3], if: .ifVersion(first))
        #expect(second != first)
        await #expect(throws: BackupStoreError.conflict(key: "manifest")) {
            try await store.put("manifest", [4], if: .ifVersion(first))
        }
        #expect(
            try await store.get("manifest", bytesMax: 1) == StoredObject(bytes: [3], version: second))
    }

    static func largerObjectsThanAskedForAreRefused(_ store: some BackupStore) async throws {
        try await store.put("object", [UInt8](repeating: 7, count: 2_000_000), if: .always)
        #expect(try await store.get("object", bytesMax: 2_000_000)?.bytes.count == 2_000_000)
        for bytesMax in [0, 1_999_999] {
            await #expect(throws: BackupStoreError.tooLarge(key: "object", bytesMax: bytesMax)) {
                try await store.get("object", bytesMax: bytesMax)
            }
        }
    }

    static func otherNamesAreRefused(_ store: some BackupStore) async throws {
        let long = String(repeating: "a", count: 201)
        for key in [
            "", "/", "/a", "a/", "a//b", "..", "../a", "a/../b", ".lock", "a/.b", "é", "a b", "a\0", "a.tmp", long,
        ] {
            let refused = #expect(throws: BackupStoreError.self) { try BackupKey.check(key) }
            guard case .broken = refused else { Issue.record("\(key) is refused as \(refused as Any)"); continue }
            await #expect(throws: BackupStoreError.self) { try await store.put(key, [1], if: .always) }
            await #expect(throws: BackupStoreError.self) { try await store.get(key, bytesMax: 9) }
            await #expect(throws: BackupStoreError.self) { try await store.head(key) }
            await #expect(throws: BackupStoreError.self) { try await store.remove(key) }
        }
    }

    /// Several writers, each a store of its own as in processes of their own: of those that ask the same, one wins.
    static func ofSeveralWritersOneWins(_ stores: [any BackupStore]) async throws {
        let winners = try await race(stores, "first", .ifAbsent)
        #expect(winners.count == 1)
        var object = try #require(try await stores[0].get("first", bytesMax: 16))
        #expect(object.bytes == winners.first)
        for _ in 0..<5 {
            let winners = try await race(stores, "first", .ifVersion(object.version))
            #expect(winners.count == 1)
            object = try #require(try await stores[0].get("first", bytesMax: 16))
            #expect(object.bytes == winners.first)
        }
    }

    private static func race(
        _ stores: [any BackupStore], _ key: String, _ condition: PutCondition
    ) async throws -> [[UInt8]] {
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            for (number, store) in stores.enumerated() {
                // Different each time, or a version would come back.
                let bytes = (0..<15).map { _ in UInt8.random(in: 0...UInt8.max) } + [UInt8(number)]
                group.addTask { try await wins(store, key, bytes, condition) ? bytes : nil }
            }
            return try await group.reduce(into: []) { winners, bytes in
                if let bytes { winners.append(bytes) }
            }
        }
    }

    /// Writes as a shipper does: a store in trouble is asked again, and a conflict may then be with one's own bytes.
    private static func wins(
        _ store: any BackupStore, _ key: String, _ bytes: [UInt8], _ condition: PutCondition
    ) async throws -> Bool {
        var isUnsure = false
        while true {
            do throws(BackupStoreError) {
                try await store.put(key, bytes, if: condition)
                return true
            } catch {
                switch error {
                case .conflict:
                    guard isUnsure else { return false }
                    return try await store.get(key, bytesMax: 16)?.bytes == bytes
                case .unavailable: isUnsure = true
                default: throw error
                }
            }
        }
    }
}
