import Events
import Testing

@testable import API

@Suite struct `The public part of the log` {
    @Test func `is checked by a stranger with the key, the checkpoint and tiles alone`() async throws {
        try await TestServer.run { server in
            _ = try await server.pupil()
            for index in 0..<300 { try await server.submit(reported(index)) }
            try server.state.tree.catchUp()
            let stranger = server.visitor()
            let key = try await stranger.get("log/key")
            #expect(key.status == 200 && key.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(key.text.hasSuffix("\n") && key.text.hasPrefix("localhost/eaf/1+"))
            let verifier = try NoteVerifier(key.text.dropLast())
            let answer = try await stranger.get("log/checkpoint")
            #expect(answer.header("Content-Type") == "text/plain; charset=utf-8")
            #expect(answer.header("Cache-Control") == "no-cache")
            let checkpoint = try Checkpoint(try SignedNote(answer.bytes), by: verifier)
            #expect(checkpoint.size == server.head)
            // Every leaf is the hash of a line, and together they have the signed root.
            let last = Int(checkpoint.size) % 256
            let whole = try await stranger.get("log/tile/0/000")
            let partial = try await stranger.get("log/tile/0/001.p/\(last)")
            #expect(whole.bytes.count == 8_192 && partial.bytes.count == last * 32)
            #expect(whole.header("Content-Type") == "application/octet-stream")
            #expect(whole.header("Cache-Control") == "public, max-age=31536000, immutable")
            let leaves = (whole.bytes + partial.bytes).chunked(by: 32).compactMap { MerkleHash(bytes: $0) }
            #expect(MerkleTree.root(ofLeaves: leaves) == checkpoint.root)
            for position in [1, 2, 256, 257, Int(checkpoint.size)] {
                let record = try server.state.log.record(at: LogPosition(UInt64(position)))
                #expect(leaves[position - 1] == MerkleTree.leaf(record.line))
            }
        }
    }

    @Test func `serves a superseded partial tile, and no tile beyond the checkpoint`() async throws {
        try await TestServer.run { server in
            for index in 0..<100 { try await server.submit(reported(index)) }
            try server.state.tree.catchUp()
            let width = Int(server.head)
            let early = try await server.visitor().get("log/tile/0/000.p/\(width)")
            for index in 0..<300 { try await server.submit(reported(index)) }
            #expect(try await server.visitor().get("log/tile/0/000").status == 404)
            try server.state.tree.catchUp()
            let again = try await server.visitor().get("log/tile/0/000.p/\(width)")
            #expect(again.status == 200 && again.bytes == early.bytes)
        }
    }

    @Test(arguments: [
        "log/tile/0/001", "log/tile/0/000.p/3", "log/tile/1/000.p/1", "log/tile/0/../../checkpoint",
        "log/tile/0/..%2f..%2fcheckpoint", "log/tile/%30/000.p/1", "log/tile/0/000.p/01", "log/tile/0/000.p/1/",
        "log/tile/00/000.p/1", "log/tile/0/x000/000.p/1", "log/tile/64/000.p/1", "log/tile//0/000.p/1",
        "log/tile/0//000.p/1", "log/tile/0/00%30.p/1", "log/tile/0/000.p/1%00", "log/tile/0", "log/tile/-1/000",
        "log/tile/entries2/000", "log/tile/0/000.p/0", "log/tile/0/000.p/256", "log/tile/0/18446744073709551616",
    ])
    func `answers 404 for what is no tile of it`(_ path: String) async throws {
        try await TestServer.run { server in
            try server.state.tree.catchUp()
            let answer = try await server.visitor().get(path)
            #expect(answer.status == 404, "\(answer.text)")
            #expect(["tuile-introuvable", "route-inconnue"].contains(answer["code"].text))
            // Negative control: the tile that is there.
            #expect(try await server.visitor().get("log/tile/0/000.p/1").status == 200)
        }
    }

    @Test func `is asked for again while nothing is published yet`() async throws {
        try await TestServer.run { server in
            let answer = try await server.visitor().get("log/checkpoint")
            #expect(answer.status == 503 && answer.header("Retry-After") == "1")
            #expect(try await server.visitor().get("log/tile/0/000.p/1").status == 503)
            try server.state.tree.catchUp()
            let first = try await server.visitor().get("log/checkpoint")
            let tag = try #require(first.header("ETag"))
            let same = try await server.visitor().get("log/checkpoint", headers: ["If-None-Match": tag])
            #expect(same.status == 304)
            _ = try await server.pupil()
            try server.state.tree.catchUp()
            let next = try await server.visitor().get("log/checkpoint", headers: ["If-None-Match": tag])
            #expect(next.status == 200 && next.bytes != first.bytes)
            #expect(try await server.visitor().post("log/checkpoint").status == 405)
            #expect(try await server.visitor().delete("log/tile/0/000.p/1").status == 405)
        }
    }
}

/// A report of some vital.
private func reported(_ index: Int) -> ReportVital {
    ReportVital(
        report: VitalReported(
            name: .LCP, value: Double(index + 1), rating: .good, page: "/", metricID: nil, navigationType: nil))
}

extension [UInt8] {
    /// Consecutive parts of `count` bytes.
    fileprivate func chunked(by count: Int) -> [[UInt8]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}
