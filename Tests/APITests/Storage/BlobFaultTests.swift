import Crypto
import Events
import Foundation
import Testing

@testable import API

@Suite struct `A blob store on a failing device` {
    /// Puts a body with a fault armed, and says what became of it.
    private func put(_ fault: FaultyFileLayer.Fault) async throws -> (hasFired: Bool, error: BlobError?) {
        let scratch = try BlobTestFolder()
        let files = FaultyFileLayer()
        let keys = TestKeys()
        let owner = keys.newPerson()
        let store = try LocalBlobStore(directory: scratch.path + "/uploads/copies", keys: keys, files: files)
        let body = (0..<150_000).map { UInt8(truncatingIfNeeded: $0) }
        files.arm(fault)
        var failure: BlobError?
        var hasFired = true
        do throws(BlobError) {
            let stored = try await store.put(body, for: owner)
            hasFired = files.hasFired
            files.arm(nil)
            #expect(try await store.bytes(of: stored.address, owner: owner, bytesMax: body.count) == body)
        } catch {
            failure = error
        }
        for (name, bytes) in try scratch.files() where !name.hasSuffix(".tmp") {
            let address = BlobAddress(String(name.suffix(BlobAddress.digits)))
            #expect(address == BlobAddress(digest: SHA256.hash(data: bytes)), "\(fault): \(name) lies")
            #expect(failure == nil, "\(fault): a blob that was refused is there")
        }
        return (hasFired, failure)
    }

    @Test(arguments: [FaultyFileLayer.Call.open, .write, .syncData, .syncDirectory, .rename, .makeDirectory, .lock])
    func `no name appears with the wrong content, whichever call fails`(call: FaultyFileLayer.Call) async throws {
        var fired = 0
        for tears in call == .write ? [false, true] : [false] {
            for nth in 1... {
                let (hasFired, error) = try await put(.init(call: call, nth: nth, code: EIO, tears: tears))
                guard hasFired else { break }
                fired += 1
                guard case .io(let file) = error else {
                    Issue.record("the fault in \(call) \(nth) was not reported: \(String(describing: error))")
                    continue
                }
                #expect(file.code == EIO)
            }
        }
        #expect(fired > 0)
    }

    @Test func `a full disk is told as such`() async throws {
        for nth in [1, 2, 3] {
            let (_, error) = try await put(.init(call: .write, nth: nth, code: ENOSPC))
            #expect(error == .diskFull)
        }
    }

    @Test func `an upload that failed goes on failing`() async throws {
        let scratch = try BlobTestFolder()
        let files = FaultyFileLayer()
        let keys = TestKeys()
        let store = try LocalBlobStore(directory: scratch.path, keys: keys, files: files)
        let upload = try await store.begin(for: keys.newPerson(), bytesMax: 200_000)
        files.arm(.init(call: .write, nth: 1, code: ENOSPC))
        await #expect(throws: BlobError.diskFull) {
            try await upload.write([UInt8](repeating: 0, count: 100_000))
        }
        await #expect(throws: BlobError.diskFull) { try await upload.write([1]) }
        await #expect(throws: BlobError.diskFull) { try await upload.commit() }
        #expect(try scratch.files().isEmpty)
    }

    @Test func `content, then name, then folder: each is durable before the next`() async throws {
        let scratch = try BlobTestFolder()
        let files = FaultyFileLayer()
        let keys = TestKeys()
        let store = try LocalBlobStore(directory: scratch.path, keys: keys, files: files)
        files.arm(nil)
        _ = try await store.put([1, 2, 3], for: keys.newPerson())
        let order = files.calls.filter { $0 != .write }
        #expect(order == [.open, .lock, .syncData, .makeDirectory, .syncDirectory, .rename, .syncDirectory])
    }
}
