import Events
import Testing

@testable import API

@Suite struct `Bundles of entries` {
    /// Splits a bundle at the lengths in it; nil when they do not come out.
    private func split(_ bytes: [UInt8]) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var rest = bytes[...]
        while rest.count >= 2 {
            let count = Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1])
            rest = rest.dropFirst(2)
            guard rest.count >= count else { return nil }
            entries.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return rest.isEmpty ? entries : nil
    }

    @Test func `hold the lines whose hashes the tiles hold, whole and partial`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            for index in 0..<270 { try await server.submit(report(index)) }
            try server.state.tree.catchUp()
            let size = try #require(server.state.tree.signed?.checkpoint.size)
            let lines = try server.lines().map { Array($0.utf8) }
            for (range, positions) in [
                ("000", 0..<256), ("001.p/\(size - 256)", 256..<Int(size)), ("000.p/7", 0..<7),
            ] {
                let head = server.head
                let answer = try await auditor.get("log/tile/entries/\(range)")
                #expect(answer.status == 200, "\(range)")
                #expect(answer.header("Content-Type") == "application/octet-stream")
                #expect(answer.header("Cache-Control") == "no-store")
                let entries = try #require(split(answer.bytes), "\(range)")
                #expect(entries == Array(lines[positions]), "\(range)")
                let tile = try await server.visitor().get("log/tile/0/\(range)")
                #expect(entries.flatMap { MerkleTree.leaf($0).bytes } == tile.bytes, "\(range)")
                #expect(server.head == head + 1)
                #expect(try server.lines().last?.contains(#""data":{"view":"entries","query":"\#(range)""#) == true)
            }
        }
    }

    @Test func `are for auditors, and only of what a checkpoint covers`() async throws {
        try await TestServer.run { server in
            let auditor = try await server.auditor()
            #expect(try await auditor.get("log/tile/entries/000.p/1").status == 404, "nothing is signed yet")
            try server.state.tree.catchUp()
            let size = server.head
            let teacher = try await server.teacher()
            let head = server.head
            #expect(try await server.visitor().get("log/tile/entries/000.p/1").status == 401)
            #expect(try await teacher.get("log/tile/entries/000.p/1").status == 403)
            for path in [
                "000", "000.p/\(size + 1)", "001.p/1", "000.p/0", "000.p/256", "000.p/01", "0", "x000/000.p/1", "..",
                "x",
            ] {
                #expect(try await auditor.get("log/tile/entries/\(path)").status == 404, "\(path)")
            }
            #expect(server.head == head)
            #expect(try await auditor.get("log/tile/entries/000.p/\(size)").status == 200)
        }
    }

    private func report(_ index: Int) -> ReportVital {
        ReportVital(
            report: VitalReported(
                name: .LCP, value: Double(index), rating: .good, page: "/", metricID: nil, navigationType: nil))
    }
}
