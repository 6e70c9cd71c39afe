import Events
import Glibc
import S3
import TestSupport
import Testing

@testable import Replay

@Suite struct `A backup in a folder` {
    private let folder: TemporaryFolder
    private let store: FolderBackupStore

    init() throws {
        folder = try TemporaryFolder()
        store = Self.store(folder, POSIXFiles())
    }

    private static func store(_ folder: TemporaryFolder, _ files: any FileLayer) -> FolderBackupStore {
        FolderBackupStore(path: folder.path, files: files, lockWait: .seconds(10))
    }

    @Test func `gives objects back as they were written`() async throws {
        try await BackupStoreContract.objectsComeBackAsTheyWereWritten(store)
        try await BackupStoreContract.removedObjectsAreGone(store)
    }

    @Test func `has nil for what is not there`() async throws {
        try await BackupStoreContract.whatIsNotThereIsNil(store)
    }
    @Test func `writes only when the condition holds`() async throws {
        try await BackupStoreContract.conditionsHold(store)
    }
    @Test func `refuses more bytes than were asked for`() async throws {
        try await BackupStoreContract.largerObjectsThanAskedForAreRefused(store)
    }
    @Test func `refuses other names`() async throws {
        try await BackupStoreContract.otherNamesAreRefused(store)
        #expect(try folder.names() == [])
    }
    @Test func `has one winner of several writers`() async throws {
        try await BackupStoreContract.ofSeveralWritersOneWins((0..<6).map { _ in Self.store(folder, POSIXFiles()) })
    }

    @Test func `lays an object down as one file that others may read`() async throws {
        try await store.put("segments/1.zst", [1, 2, 3], if: .always)
        #expect(try folder.files() == ["segments/1.zst": [1, 2, 3], ".lock": []])
    }

    @Test func `does not make the folder, so that a disk that is not mounted is noticed`() async throws {
        let missing = FolderBackupStore(path: folder.path + "/disk", files: POSIXFiles(), lockWait: .zero)
        for operation in Operation.allCases {
            let error = await #expect(throws: BackupStoreError.self, "\(operation)") {
                try await operation.run(missing)
            }
            guard case .unavailable(let reason, _) = error else { Issue.record("\(error as Any)"); continue }
            #expect(reason.contains("montez son disque"))
        }
        #expect(try folder.names() == [])
    }

    @Test func `is unavailable while another process keeps writing`() async throws {
        let files = POSIXFiles()
        let other = try files.open(folder.path + "/.lock", .creatingOrAppending)
        #expect(try files.lock(other, "lock"))
        let impatient = FolderBackupStore(path: folder.path, files: files, lockWait: .milliseconds(50))
        let error = await #expect(throws: BackupStoreError.self) { try await impatient.put("a", [1], if: .always) }
        guard case .unavailable(_, 1) = error else { Issue.record("\(error as Any)"); return }
        files.close(other)
        try await impatient.put("a", [1], if: .ifAbsent)
    }

    @Test func `makes a name durable that another process gave and did not sync`() async throws {
        let files = FaultyFiles()
        let store = Self.store(folder, files)
        try await store.put("a", [1], if: .always)
        let before = files.count(.syncDirectory)
        #expect(try await store.head("a") != nil)
        #expect(files.count(.syncDirectory) == before + 1)
        await #expect(throws: BackupStoreError.conflict(key: "a")) { try await store.put("a", [2], if: .ifAbsent) }
        #expect(files.count(.syncDirectory) == before + 2)
    }

    /// A call on a store with an object under `kept` and none under `deep/new`.
    enum Operation: CaseIterable {
        case putNew, putOver, get, head, remove

        func run(_ store: FolderBackupStore) async throws {
            switch self {
            case .putNew: try await store.put("deep/new", Array(0..<200), if: .ifAbsent)
            case .putOver: try await store.put("kept", Array(100..<200), if: .always)
            case .get: _ = try await store.get("kept", bytesMax: 1_000)
            case .head: _ = try await store.head("kept")
            case .remove: try await store.remove("kept")
            }
        }
    }

    @Test(arguments: Operation.allCases)
    func `is whole after any call of the system failed, and works again`(_ operation: Operation) async throws {
        var faults = 0
        for call in FaultyFiles.Call.allCases {
            for effect in call == .write ? [FaultyFiles.Effect.refuse, .half] : [.refuse] {
                for nth in 1... {
                    guard try await fail(operation, .init(call: call, nth: nth, effect: effect, code: EIO)) else {
                        break
                    }
                    faults += 1
                }
            }
        }
        #expect(faults >= 2, "nothing was tried")
    }

    /// Whether the fault came to pass.
    private func fail(_ operation: Operation, _ fault: FaultyFiles.Fault) async throws -> Bool {
        let folder = try TemporaryFolder()
        let files = FaultyFiles()
        let store = Self.store(folder, files)
        let old: [UInt8] = Array(0..<100)
        try await store.put("kept", old, if: .always)
        files.arm(fault)
        do {
            try await operation.run(store)
            // Who looks whether a leftover is there may be told that it cannot be seen, and then finds out by opening.
            #expect(!files.hasFired || fault.call == .status || fault.call == .remove, "\(fault) was swallowed")
        } catch BackupStoreError.io(let error) {
            #expect(error.code == EIO)
        }
        files.heal()
        #expect(files.openCount == 0, "\(fault) leaves a file open")
        let object = try await store.get("kept", bytesMax: 1_000)
        let wanted = operation == .putOver ? [old, Array(100..<200)] : [old]
        #expect(object.map { wanted.contains($0.bytes) } ?? (operation == .remove), "\(fault)")
        let new = try await store.get("deep/new", bytesMax: 1_000)
        #expect(new == nil || operation == .putNew && new?.bytes == Array(0..<200), "\(fault)")
        do { try await operation.run(store) } catch BackupStoreError.conflict { #expect(new != nil) }
        #expect(try folder.names().allSatisfy { !$0.hasSuffix(".tmp") })
        return files.hasFired
    }
}
