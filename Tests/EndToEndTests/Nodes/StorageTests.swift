import Foundation
import PostgresTestSupport
import S3
import Testing

/// Several nodes whose copies are in a bucket, with nothing of them on any disk, and a service that goes away.
@Suite(.enabled(if: TestServer.isThere && RealS3.isThere)) struct `Copies in S3` {
    private let prefix = RealS3.newPrefix()
    private let proxy: CutProxy
    private let environment: [String: String]

    init() throws {
        proxy = try CutProxy(before: RealS3.port)
        environment = RealS3.copies(prefix: prefix, port: proxy.port)
    }

    private func objects(_ prefix: String) async throws -> [S3Listed] {
        let given = RealS3.plain
        let bucket = S3Bucket(
            S3Configuration(
                place: S3Place(bucket: "eaf-tests", prefix: prefix), origin: given["S3_ENDPOINT"],
                region: "us-east-1",
                isPathStyle: nil, accessKeyID: given["S3_ACCESS_KEY_ID"] ?? "",
                secretAccessKey: given["S3_SECRET_ACCESS_KEY"] ?? "", authoritiesFile: nil), limits: .usual)
        return try await bucket.list(after: nil, limit: 100)
    }

    private func storage(_ node: RunningServer) async throws -> String? {
        let answer = try await node.client().get("health/ready")
        #expect(answer.status == 200, "requests still come here: \(answer.text)")
        return (answer.object["checks"] as? [String: Any])?["storage"] as? String
    }

    private func says(_ condition: String, _ nodes: [RunningServer], withinSeconds seconds: Double) async throws {
        for node in nodes {
            try await eventually("storage is \(condition)", withinSeconds: seconds) {
                try await storage(node) == condition
            }
        }
    }

    @Test(.timeLimit(.minutes(4)))
    func `are handed in on one node, corrected elsewhere, read on another, and wait while S3 is away`() async throws {
        let cluster = try Cluster(try TestDatabase(), environment: environment)
        let nodes = try await [cluster.serve(), cluster.serve()]
        let worker = try await cluster.work(name: "ailleurs")
        let client = try await nodes[0].registered("copies@essai.example")
        let there = client.at(nodes[1].origin)
        let first = try await handIn(client)
        try await corrected(first, there)
        #expect(try await objects(prefix).count == 1)
        let archive = try await there.get("account/export")
        #expect(archive.status == 200 && archive.body.firstRange(of: Array("copie.pdf".utf8)) != nil)

        for fault in [CutProxy.Fault.down, .frozen] {
            let waiting = try await whileGone(fault, nodes, client, cluster)
            try await corrected(waiting, there)
        }
        #expect(try cluster.count("type = 'fr.eaf.correction.failed.v1'") == 0)
        #expect(try cluster.count("type = 'fr.eaf.copie.uploaded.v1'") == 3)
        #expect(try await objects(prefix).count == 3)
        for place in nodes.map(\.place) + [worker.place] {
            for folder in ["/spool", "/uploads/copies"] {
                let left = FileManager.default.enumerator(atPath: place.data + folder)?.allObjects ?? []
                #expect(left.isEmpty, "\(left)")
            }
        }
        let doctor = try await Binary.run("doctor", at: nodes[0].place, environment: cluster.environment)
        #expect(doctor.output.contains("3 fichier(s), tous là, dans S3"), "\(doctor.output)\(doctor.errors)")
        try await backUp(nodes[0].place, cluster)

        let erased = try await Binary.run(
            "erase", "copies@essai.example", "--yes", "--json", at: nodes[1].place, environment: cluster.environment)
        #expect(try erased.status == 0 && erased.json["residue"] as? [String] == [], "\(erased.errors)")
        #expect(try await objects(prefix).isEmpty)
        worker.child.signal(SIGTERM)
        #expect(try await worker.child.ended() == 0)
        for node in nodes { #expect(try await node.stop() == 0) }
    }

    /// Hands in a copie, takes the service away before anybody corrects it, and gives it back; returns the path of the copie.
    private func whileGone(
        _ fault: CutProxy.Fault, _ nodes: [RunningServer], _ client: Client, _ cluster: Cluster
    ) async throws -> String {
        let before = try cluster.count("type = 'fr.eaf.copie.uploaded.v1'")
        let epreuve = try await client.newEpreuve()
        proxy.set(fault)
        try await says("degraded", nodes, withinSeconds: 1)
        // Nothing is recorded that is not stored, and the client is told to come back.
        let refused = try await client.handIn(.pdf, epreuve: epreuve, key: "essai-\(fault)")
        #expect(refused.status == 503 && refused.header("Retry-After") != nil, "\(fault): \(refused.text)")
        #expect(try cluster.count("type = 'fr.eaf.copie.uploaded.v1'") == before)
        // Everything else goes on.
        #expect(try await client.send("PUT", "student/profile", ["targetScore": "15"]).status == 200)
        proxy.set(.none)
        try await says("ok", nodes, withinSeconds: 5)
        let again = try await client.handIn(.pdf, epreuve: epreuve, key: "essai-\(fault)")
        #expect(again.status == 202, "\(fault): \(again.text)")
        proxy.set(fault)
        try await says("degraded", nodes, withinSeconds: 1)
        try await Task.sleep(for: .seconds(2))
        proxy.set(.none)
        return "epreuves/\(epreuve)/copie/\(again["copieId"])"
    }

    private func handIn(_ client: Client) async throws -> String {
        let epreuve = try await client.newEpreuve()
        let handed = try await client.handIn(.pdf, epreuve: epreuve)
        try #require(handed.status == 202, "\(handed.text)")
        return "epreuves/\(epreuve)/copie/\(handed["copieId"])"
    }

    private func corrected(_ path: String, _ client: Client) async throws {
        // A copie that was taken as the service went waits for a minute.
        try await eventually("\(path) is corrected", withinSeconds: 100) {
            try await client.get(path)["status"] == "done"
        }
    }

    /// Ships out of the bucket into a folder, restores into a folder, and puts the files into another bucket.
    private func backUp(_ place: Place, _ cluster: Cluster) async throws {
        let backup = place.path + "/sauvegarde"
        let shipped = try await Binary.run("ship", "--to", backup, at: place, environment: cluster.environment)
        #expect(shipped.status == 0, "\(shipped.output)\(shipped.errors)")
        let signing = place.path + "/cle"
        try #require(cluster.environment["EAF_SIGNING_KEY"]).write(toFile: signing, atomically: true, encoding: .utf8)
        let restored = try await Binary.run(
            "restore", "--from", backup, "--into", place.path + "/revenu", at: place,
            environment: ["EAF_SIGNING_KEY_FILE": signing])
        #expect(restored.status == 0, "\(restored.output)\(restored.errors)")
        let other = RealS3.newPrefix()
        let files = place.path + "/revenu/.data/uploads/copies"
        for expected in ["3 fichiers copiés", "0 fichiers copiés"] {
            let pushed = try await Binary.run(
                "copies", "push", "--from", files, at: place, environment: RealS3.copies(prefix: other))
            #expect(pushed.status == 0 && pushed.output.contains(expected), "\(pushed.output)\(pushed.errors)")
        }
        #expect(try await objects(other).map(\.key) == objects(prefix).map(\.key))
        let pulled = try await Binary.run(
            "copies", "pull", "--into", place.path + "/tire", at: place, environment: RealS3.copies(prefix: other))
        #expect(pulled.status == 0 && pulled.output.contains("3 fichiers copiés"), "\(pulled.output)\(pulled.errors)")
        for name in try objects(in: files) {
            #expect(
                FileManager.default.contentsEqual(atPath: "\(files)/\(name)", andPath: "\(place.path)/tire/\(name)"))
        }
    }

    private func objects(in folder: String) throws -> [String] {
        let found = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.contains("/") }
        #expect(found.count == 3)
        return found
    }

    @Test(.timeLimit(.minutes(1)))
    func `do not keep a server from starting while S3 is away, and a wrong configuration does`() async throws {
        proxy.set(.down)
        let place = try Place()
        let server = try await RunningServer(place, environment: environment)
        try await says("degraded", [server], withinSeconds: 1)
        proxy.set(.none)
        try await says("ok", [server], withinSeconds: 3)
        let client = try await server.registered("seul@essai.example")
        _ = try await handIn(client)
        #expect(try await server.stop() == 0)
        #expect(!server.child.errors.contains(environment["S3_SECRET_ACCESS_KEY"] ?? "?"))

        let refused = try await Binary.run(
            "serve", at: try Place(),
            environment: ["STORAGE_PROVIDER": "s3", "S3_ENDPOINT": "ftp://x", "S3_ACCESS_KEY_ID": "SECRET"])
        #expect(refused.status == 78)
        for name in ["S3_ENDPOINT", "S3_BUCKET", "S3_SECRET_ACCESS_KEY"] { #expect(refused.errors.contains(name)) }
        #expect(!refused.errors.contains("SECRET ") && !refused.errors.contains("ftp://x"))
        let unknown = try await Binary.run("serve", at: try Place(), environment: ["STORAGE_PROVIDER": "azure"])
        #expect(unknown.status == 78 && unknown.errors.contains("STORAGE_PROVIDER"))
    }
}
