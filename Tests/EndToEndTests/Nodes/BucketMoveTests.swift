import Foundation
import Testing

/// What `docs/several-machines.md` says about putting copies into S3, its own commands.
@Suite(.enabled(if: RealS3.isThere)) struct `From a folder to a bucket` {
    @Test(.timeLimit(.minutes(2)))
    func `no copie is lost`() async throws {
        let blocks = try RunbookSection("Copies dans S3", of: "docs/several-machines.md").blocks
        let steps = try #require(blocks.first).split(separator: "\n").map(String.init)
        try #require(steps.count == 3)
        let place = try Place()
        try place.linkUsualNames()
        var server = try await RunningServer(place, environment: ["EAF_WORKER": "false"])
        var client = try await server.registered("copies@essai.example")
        let prefix = RealS3.newPrefix()
        let bucket = RealS3.copies(prefix: prefix)
        // Where files are read is said with the last command; the variables of the bucket are there before.
        let before = bucket.merging(["STORAGE_PROVIDER": "local"]) { $1 }
        func handIn() async throws -> String {
            let epreuve = try await client.newEpreuve()
            let handed = try await client.handIn(.pdf, epreuve: epreuve)
            try #require(handed.status == 202, "\(handed.text)")
            return "epreuves/\(epreuve)/copie/\(handed["copieId"])"
        }
        var copies = try await [handIn()]
        let first = try await RunbookSection.run(steps[0], at: place, [:], environment: before)
        #expect(first.contains("1 fichiers copiés"), "\(first)")
        copies.append(try await handIn())
        #expect(try await server.stop() == 0)
        let second = try await RunbookSection.run(
            steps[1], at: place, ["systemctl stop eaf && ": ""], environment: before)
        #expect(second.contains("1 fichiers copiés"), "\(second)")
        #expect(steps[2].hasPrefix("STORAGE_PROVIDER=s3 eaf serve "))
        server = try await RunningServer(place, environment: bucket)
        client = client.at(server.origin)
        let doctor = try await Binary.run("doctor", at: place, environment: bucket)
        #expect(doctor.output.contains("2 fichier(s), tous là, dans S3"), "\(doctor.output)\(doctor.errors)")
        try FileManager.default.removeItem(atPath: place.blobs)
        copies.append(try await handIn())
        for copie in copies {
            try await eventually("\(copie) is corrected", withinSeconds: 60) {
                try await client.get(copie)["status"] == "done"
            }
        }
        #expect(try await server.stop() == 0)
    }
}
