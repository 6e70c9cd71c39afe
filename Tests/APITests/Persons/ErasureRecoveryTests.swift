import Events
import Foundation
import HTTPTypes
import Projections
import Synchronization
import Testing

@testable import API

/// Every part of an erasure can be missing when a server starts; afterwards none is.
@Suite struct `An erasure that was cut short` {
    private let folder: ServerFolder

    init() throws { folder = try ServerFolder() }

    private struct Given: Sendable {
        let pupil: Browser
        let person: PersonID
        let teacher: Browser
    }

    private func begin(_ server: TestServer) async throws -> Given {
        let pupil = try await server.pupil("lea@lycee.fr", name: "Léa-Secrète")
        let teacher = try await server.teacher()
        try await server.makeClass(of: teacher, pupils: [pupil])
        try await server.corrected(pupil, note: 12)
        try snapshot(server)
        return Given(pupil: pupil, person: try await server.id(of: pupil), teacher: teacher)
    }

    private func snapshot(_ server: TestServer) throws {
        let models = server.models
        _ = try server.state.snapshots.write(models, line: try server.state.log.record(at: models.position))
    }

    private func expectErased(_ given: Given, _ server: TestServer) async throws {
        #expect(server.models.accounts.isErased(given.person) && server.state.vault.isErased(given.person))
        #expect(server.folder.blobs().isEmpty)
        #expect(server.state.snapshots.positions.isEmpty)
        #expect(try await server.again(given.pupil).get("auth/me").status == 401)
        let dashboard = try await server.again(given.teacher).get("enseignant/dashboard")
        #expect(dashboard["students"][0]["displayName"] == "Élève effacé" && !dashboard.text.contains("Secrète"))
        #expect(dashboard["students"][0]["averageScore"] == 12)
        let repeated = try ReadModels.folded(from: server.state.log, through: server.state.log.head.position)
        #expect(repeated == server.models)
    }

    private func records(_ server: TestServer) throws -> [Actor] {
        var actors: [Actor] = []
        try server.state.log.forEachRecord(after: .zero, through: server.state.log.head.position) { record in
            if record.typeText == "fr.eaf.person.erased.v1" { actors.append(record.actor) }
        }
        return actors
    }

    @Test func `after the tombstone is recorded at the next start, once`() async throws {
        let given = try await folder.serve { server in
            let given = try await begin(server)
            try server.state.vault.erase(given.person)
            return given
        }
        for _ in 0..<2 {
            try await folder.serve { server in
                try await expectErased(given, server)
                #expect(try records(server) == [.system("server")])
            }
        }
    }

    @Test func `after the record loses its files and snapshots at the next start`() async throws {
        let given = try await folder.serve { server in
            let given = try await begin(server)
            try server.state.vault.erase(given.person)
            try await server.submit(ErasePerson(person: given.person, cause: .person), as: .user(given.person))
            #expect(server.folder.blobs().count == 1 && server.state.snapshots.positions.count == 1)
            return given
        }
        try await folder.serve { server in
            try await expectErased(given, server)
            #expect(try records(server) == [.user(given.person)])
        }
    }

    @Test(arguments: [true, false])
    func `by a log that cannot be written is completed when it can`(isAskedAgain: Bool) async throws {
        let files = RefusingFiles()
        let folder = try ServerFolder(files: files)
        try await folder.serve { server in
            let given = try await begin(server)
            files.refuse()
            let body: JSONValue = ["password": .string(TestServer.password)]
            func erase() async throws -> Answer {
                try await given.pupil.send(.delete, "account", body: body.bytes, type: "application/json")
            }
            #expect(try await erase().status == 503)
            #expect(server.state.vault.isErased(given.person), "the key is gone whatever the log says")
            await #expect(throws: WriterError.self) { try await server.control.eraser.finish() }
            files.heal()
            server.clock.advance(seconds: 2)
            // The password cannot be checked any more; asking again completes it, and so does the service by itself.
            if isAskedAgain {
                #expect(try await erase().status == 200)
            } else {
                try await server.control.eraser.finish()
            }
            try await expectErased(given, server)
        }
    }

    @Test func `by a disk that removes nothing is completed when it does`() async throws {
        try await folder.serve { server in
            let given = try await begin(server)
            let blobs = StubbornBlobs(server.control.eraser.blobs)
            let eraser = PersonEraser(
                backend: server.backend, blobs: blobs, snapshots: server.state.snapshots)
            func erase() async throws -> Erasure {
                try await eraser.erase(given.person, cause: .operator, as: .operator("tests"), for: server.trace)
            }
            let erasure = try await erase()
            #expect(erasure.residue == [.files] && erasure.files == 0)
            #expect(try await erase().residue == [.files])
            try await eraser.finish()
            #expect(server.folder.blobs().count == 1)
            blobs.heal()
            try await eraser.finish()
            try await expectErased(given, server)
            #expect(try await erase().residue.isEmpty)
        }
    }

    /// A store that removes nothing until it is healed.
    private final class StubbornBlobs: BlobStore {
        private let real: any BlobStore
        private let refuses = Mutex(true)

        init(_ real: any BlobStore) { self.real = real }

        func heal() { refuses.withLock { $0 = false } }

        func remove(_ address: BlobAddress) async throws(BlobError) {
            guard !refuses.withLock({ $0 }) else {
                throw .io(FileError(call: "unlink", code: EIO, file: "blob"))
            }
            try await real.remove(address)
        }

        func begin(for owner: PersonID, bytesMax: Int) async throws(BlobError) -> any BlobUpload {
            try await real.begin(for: owner, bytesMax: bytesMax)
        }
        func bytes(of address: BlobAddress, owner: PersonID, bytesMax: Int) async throws(BlobError) -> [UInt8] {
            try await real.bytes(of: address, owner: owner, bytesMax: bytesMax)
        }
        func copy(
            _ address: BlobAddress, owner: PersonID, to path: String, bytesMax: Int
        ) async throws(BlobError) -> Int {
            try await real.copy(address, owner: owner, to: path, bytesMax: bytesMax)
        }
        func removeLeftovers(now: Timestamp) async throws(BlobError) -> Int {
            try await real.removeLeftovers(now: now)
        }
        func holds(_ address: BlobAddress) async throws(BlobError) -> Bool { try await real.holds(address) }
        func list(after address: BlobAddress?, limit: Int) async throws(BlobError) -> [BlobEntry] {
            try await real.list(after: address, limit: limit)
        }
    }

    @Test func `by the restore of an older log comes up erased`() async throws {
        let older = folder.path + "/journal.avant"
        let given = try await folder.serve { server in
            let given = try await begin(server)
            try FileManager.default.copyItem(atPath: server.folder.logPath, toPath: older)
            let body: JSONValue = ["password": .string(TestServer.password)]
            let answer = try await given.pupil.send(.delete, "account", body: body.bytes, type: "application/json")
            #expect(answer.status == 200)
            return given
        }
        try FileManager.default.removeItem(atPath: folder.logPath)
        try FileManager.default.moveItem(atPath: older, toPath: folder.logPath)
        try await folder.serve { server in
            try await expectErased(given, server)
            #expect(try records(server) == [.system("server")])
        }
    }

    @Test func `by the return of an older vault stays erased`() async throws {
        let vault = folder.dataPath + "/vault"
        let given = try await folder.serve { server in
            let given = try await begin(server)
            let key = try Data(contentsOf: URL(filePath: vault))
            let erasure = try await server.control.carryOut(
                .erase(person: "lea@lycee.fr"), by: "tests", trace: server.trace)
            #expect(erasure.erasure?.residue == [])
            return (given, key)
        }
        try given.1.write(to: URL(filePath: vault))
        try await folder.serve { server in try await expectErased(given.0, server) }
    }

    @Test func `does not hide a vault that is not the log's`() async throws {
        let vault = folder.dataPath + "/vault"
        try await folder.serve { server in
            let given = try await begin(server)
            // As many tombstones as there are accounts: counting slots would call this vault whole.
            for _ in 0..<3 { try server.state.vault.erase(.random()) }
            _ = given
        }
        let whole = try Data(contentsOf: URL(filePath: vault))
        // The size of a slot, by the format of the file.
        let slot = 128
        try (whole.prefix(slot) + whole.suffix(3 * slot)).write(to: URL(filePath: vault))
        do {
            try await folder.serve { _ in }
            Issue.record("a server started without the keys of its accounts")
        } catch StartError.incompleteVault(let missing, let accounts) {
            #expect((missing, accounts) == (2, 2))
        }
    }
}
