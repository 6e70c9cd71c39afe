import Events
import Foundation
import Testing

@testable import API

@Suite struct `The master key's file` {
    let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func file(in directory: String) -> MasterKeyFile {
        MasterKeyFile(directory: directory, files: POSIXFiles())
    }

    @Test func `is made at the first start, for its owner alone`() throws {
        let key = try file(in: folder.path + "/a/data").loadOrMake()
        #expect(try folder.mode(of: "a/data") == 0o700)
        #expect(try folder.mode(of: "a/data/master.key") == 0o600)
        #expect(try String(contentsOfFile: folder.path + "/a/data/master.key", encoding: .utf8) == key.text + "\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/data") == ["master.key"])
    }

    @Test(arguments: [0o600, 0o400])
    func `is read as it is`(mode: Int) throws {
        _ = try folder.write(Reading.masterKey, to: "master.key", mode: mode)
        #expect(try file(in: folder.path).loadOrMake().text == Reading.masterKey)
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o660, 0o620, 0o610])
    func `is refused when others have any access, with the remedy`(mode: Int) throws {
        let path = try folder.write(Reading.masterKey, to: "master.key", mode: mode)
        let error = #expect(throws: ServerKeysError.open(path: path, mode: UInt32(mode))) {
            try file(in: folder.path).loadOrMake()
        }
        #expect(error?.remedy.contains("chmod 600 \(path)") == true)
        #expect(error?.remedy.contains(String(mode, radix: 8)) == true)
    }

    @Test(arguments: ["", "\n", "abc", "\u{FFFD}", String(repeating: "A", count: 10_000)])
    func `is refused when it holds something else, and left alone`(text: String) throws {
        let path = try folder.write(text, to: "master.key", mode: 0o600)
        #expect(throws: ServerKeysError.malformed(path: path)) { try file(in: folder.path).loadOrMake() }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test func `is not made again beside a vault`() throws {
        _ = try folder.write("EAFVAULT1\n", to: "vault", mode: 0o600)
        let path = folder.path + "/master.key"
        #expect(throws: ServerKeysError.missing(path: path)) { try file(in: folder.path).loadOrMake() }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `is made once when many start together`() async throws {
        let file = file(in: folder.path + "/data")
        let keys = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<32 {
                group.addTask {
                    do throws(ServerKeysError) {
                        return try file.loadOrMake().text
                    } catch {
                        #expect(error == .busy)
                        return nil
                    }
                }
            }
            return await group.reduce(into: Set<String>()) { keys, key in
                if let key { keys.insert(key) }
            }
        }
        #expect(keys == [try file.loadOrMake().text])
    }

    @Test func `is not made while another process makes it`() throws {
        let files = POSIXFiles()
        let lockPath = folder.path + "/master.key.lock"
        let lock = try files.open(lockPath, .creatingOrAppending)
        #expect(try files.lock(lock, lockPath))
        #expect(throws: ServerKeysError.busy) { try file(in: folder.path).loadOrMake() }
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/master.key"))
        files.close(lock)
        #expect(throws: Never.self) { try file(in: folder.path).loadOrMake() }
    }

    @Test func `that cannot be made says what the system refused`() throws {
        _ = try folder.write("", to: "data", mode: 0o600)
        let error = #expect(throws: ServerKeysError.self) { try file(in: folder.path + "/data").loadOrMake() }
        #expect(error?.remedy.contains("EAF_DATA_DIR") == true)
    }
}
