import Events
import S3
import TestSupport
import Testing

@testable import API

@Suite(.enabled(if: RealS3.isThere, "no S3 service; scripts/with-s3.sh starts one"))
struct `A person whose files are in S3` {
    @Test func `loses them with everything else, and the service being down only delays that, and is said`()
        async throws
    {
        let prefix = RealS3.newPrefix()
        let bucket = S3Bucket(try .forTests(prefix: prefix), limits: .usual)
        let proxy = try CutProxy(before: RealS3.port)
        let options = ServerFolder.Options(environment: RealS3.copies(prefix: prefix, port: proxy.port))
        try await TestServer.run(options) { server in
            let pupils = try await [server.pupil(), server.pupil("max@lycee.fr"), server.pupil("zoe@lycee.fr")]
            for pupil in pupils {
                for _ in 0..<2 { _ = try await server.handIn(pupil, to: try await server.generate(pupil)) }
            }
            #expect(try await bucket.list(after: nil, limit: 10).count == 6)
            #expect(server.folder.blobs().isEmpty, "nothing is in the folder")

            let first = try await server.id(of: pupils[0])
            let erased = try await server.control.carryOut(
                .erase(person: first.description), by: "tests", trace: server.trace
            ).erasure
            #expect(erased?.files == 2 && erased?.residue == [])
            #expect(try await bucket.list(after: nil, limit: 10).count == 4)

            proxy.set(.down)
            let second = try await server.id(of: pupils[1])
            let half = try await server.control.carryOut(
                .erase(person: second.description), by: "tests", trace: server.trace
            ).erasure
            #expect(half?.files == 0 && half?.residue == [.files])
            #expect(server.state.vault.key(for: second) == nil, "what is left is noise")
            try await server.control.eraser.finish()
            #expect(try await bucket.list(after: nil, limit: 10).count == 4)
            proxy.set(.none)
            try await server.control.eraser.finish()
            #expect(try await bucket.list(after: nil, limit: 10).count == 2)
        }
    }
}
