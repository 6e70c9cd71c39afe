import Events
import Foundation
import Testing

@testable import Replay

extension SampleLog {
    static let signingKeyText = "ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0-P0A"

    var signer: NoteSigner {
        get throws {
            NoteSigner(name: "localhost/essai/1", key: try #require(SigningKey(Self.signingKeyText)))
        }
    }

    /// Integrates what the log has and signs it, as a server does; the key's file is there afterwards.
    @discardableResult
    func signTree() throws -> Checkpoint {
        let keyFile = URL(fileURLWithPath: dataDirectory + "/signing.key")
        try Data((Self.signingKeyText + "\n").utf8).write(to: keyFile)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: keyFile.path)
        let tree = try TreeIntegrator(
            log: try reader, origin: LogOrigin(host: nil, name: "essai", timeline: 1),
            place: TreePlace(eventlog: directory, data: dataDirectory),
            key: try #require(SigningKey(Self.signingKeyText)), files: POSIXFiles())
        try tree.catchUp()
        return try #require(tree.signed).checkpoint
    }
}
