import Events
import Foundation
import Testing

@testable import API

@Suite struct `A blob in a folder` {
    @Test func `is one file, named by its hash, that only its owner may read`() async throws {
        let rig = try BlobRig(.folder)
        let stored = try await rig.store.put([1, 2, 3], for: rig.owner)
        let name = "\(stored.address.prefix)/\(stored.address)"
        #expect(try rig.scratch.files().keys.sorted() == [name])
        #expect(try rig.scratch.permissions(of: name) == 0o600)
    }
}
