import Foundation
import S3
import TestSupport
import Testing

@testable import Replay

/// Against Ceph's gateway, which `scripts/with-s3.sh` starts: a service that knows nothing of this program.
@Suite(.enabled(if: RealS3.isThere, "no S3 service; scripts/with-s3.sh starts one"))
struct `A backup in an S3 bucket` {
    @Test func `gives objects back as they were written`() async throws {
        try await BackupStoreContract.objectsComeBackAsTheyWereWritten(RealS3.store())
        try await BackupStoreContract.removedObjectsAreGone(RealS3.store())
    }

    @Test func `has nil for what is not there`() async throws {
        try await BackupStoreContract.whatIsNotThereIsNil(RealS3.store())
    }
    @Test func `writes only when the condition holds`() async throws {
        try await BackupStoreContract.conditionsHold(RealS3.store())
    }
    @Test func `refuses more bytes than were asked for`() async throws {
        try await BackupStoreContract.largerObjectsThanAskedForAreRefused(RealS3.store())
    }
    @Test func `refuses other names`() async throws {
        try await BackupStoreContract.otherNamesAreRefused(RealS3.store())
    }

    @Test func `has one winner of several writers`() async throws {
        let prefix = RealS3.newPrefix()
        try await BackupStoreContract.ofSeveralWritersOneWins((0..<6).map { _ in try RealS3.store(prefix) })
    }

    @Test func `has conditions that the service keeps`() async throws {
        #expect(try await RealS3.store().weakness() == nil)
    }

    @Test func `takes a large object whole, over TLS too`() async throws {
        var random = SeededGenerator(seed: 7)
        let bytes = random.bytes(9_000_000)
        let prefix = RealS3.newPrefix()
        let secure = try RealS3.store(prefix, RealS3.secure)
        let version = try await RealS3.store(prefix).put("large", bytes, if: .ifAbsent)
        #expect(try await secure.get("large", bytesMax: 9_000_000) == StoredObject(bytes: bytes, version: version))
        #expect(try await secure.put("large", bytes, if: .ifVersion(version)) == version)
    }

    @Test func `does not believe a certificate that nobody vouches for`() async throws {
        var environment = RealS3.secure
        environment["S3_CA_FILE"] = nil
        try await expectDenied("S3_CA_FILE", environment) { store in _ = try await store.get("a", bytesMax: 1) }
    }

    @Test func `says which key is wrong`() async throws {
        var environment = RealS3.plain
        environment["S3_SECRET_ACCESS_KEY"] = "wrong"
        try await expectDenied("S3_SECRET_ACCESS_KEY", environment) { try await $0.put("a", [1], if: .always) }
        environment["S3_ACCESS_KEY_ID"] = "WRONG"
        try await expectDenied("S3_ACCESS_KEY_ID", environment) { _ = try await $0.get("a", bytesMax: 1) }
        let other = try BackupStores.open("s3://no-such-bucket/eaf", environment: RealS3.plain)
        try await expectDenied("compartiment") { try await other.put("a", [1], if: .always) }
        try await expectDenied("compartiment") { _ = try await other.head("a") }
        try await expectDenied("compartiment") { _ = try await other.get("a", bytesMax: 1) }
        let foreign = try BackupStores.open("s3://eaf-ship/eaf", environment: RealS3.plain)
        try await expectDenied("droit") { try await foreign.put("a", [1], if: .always) }
    }

    @Test func `needs no right to delete but for deleting`() async throws {
        let store = try BackupStores.open("s3://eaf-ship/\(RealS3.newPrefix())", environment: RealS3.shipper)
        let first = try await store.put("manifest", [1], if: .ifAbsent)
        try await store.put("manifest", [2], if: .ifVersion(first))
        try await expectDenied("droit") { try await store.remove("manifest") }
        #expect(try await store.get("manifest", bytesMax: 1)?.bytes == [2])
    }

    private func expectDenied(
        _ word: String, _ environment: [String: String], _ body: (any BackupStore) async throws -> Void
    ) async throws {
        let store = try BackupStores.open("s3://eaf-tests/\(RealS3.newPrefix())", environment: environment)
        try await expectDenied(word) { try await body(store) }
    }

    private func expectDenied(_ word: String, _ body: () async throws -> Void) async throws {
        let thrown = await #expect(throws: BackupStoreError.self) { try await body() }
        guard case .denied(let reason) = thrown else {
            Issue.record("\(thrown as Any)")
            return
        }
        #expect(reason.contains(word))
    }
}
