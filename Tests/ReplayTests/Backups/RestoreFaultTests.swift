import Events
import Foundation
import TestSupport
import Testing

@testable import Replay

/// A restore that dies leaves no target; the same command goes on and gives the same bytes.
@Suite struct `A restore that dies` {
    private let site: BackupSite
    private let store = MemoryStore()

    init() throws { site = try BackupSite(segmentBytesMax: 1_500) }

    private func ship() async throws {
        try site.tell(copies: 2, figures: 4)
        try site.publish()
        site.stop()
        try await site.ship(to: store)
    }

    @Test(arguments: [RestoreTarget.replay(.latest), .replay(.position(LogPosition(9)))])
    func `after any call of its disk comes to the same end`(target: RestoreTarget) async throws {
        try await ship()
        let options = site.options(target)
        let counting = CrashingFiles(after: nil)
        _ = try await site.restore(from: store, options: options, files: counting)
        let expected = try site.takeRestored()
        #expect(counting.calls > 20)
        for last in 0..<counting.calls {
            await #expect(throws: (any Error).self, "call \(last + 1)") {
                _ = try await site.restore(from: store, options: options, files: CrashingFiles(after: last))
            }
            // The last call syncs the name: the folder is whole then.
            if last == counting.calls - 1 {
                #expect(try site.takeRestored() == expected)
                continue
            }
            #expect(!FileManager.default.fileExists(atPath: site.into), "call \(last + 1)")
            _ = try await site.restore(from: store, options: options)
            #expect(try site.takeRestored() == expected, "call \(last + 1)")
        }
    }

    @Test func `after any call of the place comes to the same end, and reads less the second time`() async throws {
        try await ship()
        let counting = FaultyStore(store)
        _ = try await site.restore(from: counting)
        let expected = try site.takeRestored()
        for nth in 1...counting.calls {
            await #expect(throws: (any Error).self, "call \(nth)") {
                _ = try await site.restore(from: FaultyStore(store, nth: nth, .dieAfter))
            }
            #expect(!FileManager.default.fileExists(atPath: site.into), "call \(nth)")
            let second = FaultyStore(store)
            _ = try await site.restore(from: second)
            #expect(second.calls <= counting.calls)
            #expect(try site.takeRestored() == expected, "call \(nth)")
        }
    }

    @Test func `with answers that were cut is refused`() async throws {
        try await ship()
        let counting = FaultyStore(store)
        _ = try await site.restore(from: counting)
        _ = try site.takeRestored()
        for nth in 1...counting.calls {
            do {
                try? FileManager.default.removeItem(atPath: site.folder.path + "/.restored.restoring")
                _ = try await site.restore(from: FaultyStore(store, nth: nth, .cut))
                Issue.record("call \(nth) went unnoticed")
                _ = try site.takeRestored()
            } catch { #expect(ReplayFailure(error).status == .badData, "call \(nth)") }
        }
    }

    @Test func `does not go on with another one's pieces`() async throws {
        try await ship()
        _ = try await site.restore(from: store, options: site.options(.replay(.position(LogPosition(9)))))
        let expected = try site.takeRestored()
        for last in stride(from: 4, to: 60, by: 5) {
            _ = try? await site.restore(from: store, files: CrashingFiles(after: last))
            guard !FileManager.default.fileExists(atPath: site.into) else {
                _ = try site.takeRestored()
                continue
            }
            _ = try await site.restore(from: store, options: site.options(.replay(.position(LogPosition(9)))))
            #expect(try site.takeRestored() == expected)
        }
    }

    @Test func `does not believe pieces that were changed in between`() async throws {
        try await ship()
        let counting = CrashingFiles(after: nil)
        _ = try await site.restore(from: store, files: counting)
        let expected = try site.takeRestored()
        _ = try? await site.restore(from: store, files: CrashingFiles(after: counting.calls - 4))
        let staging = site.folder.path + "/.restored.restoring"
        let segments = try FileManager.default.subpathsOfDirectory(atPath: staging).filter { $0.hasSuffix(".jsonl") }
        #expect(!segments.isEmpty)
        for name in segments {
            let path = URL(fileURLWithPath: staging + "/" + name)
            var bytes = [UInt8](try Data(contentsOf: path))
            bytes[bytes.count / 2] ^= 1
            try FileManager.default.removeItem(at: path)
            try Data(bytes).write(to: path)
        }
        _ = try await site.restore(from: store)
        #expect(try site.takeRestored() == expected)
    }

    @Test func `keeps out a second one, and what does not belong to it`() async throws {
        try await ship()
        let staging = site.folder.path + "/.restored.restoring"
        try FileManager.default.createDirectory(atPath: staging, withIntermediateDirectories: true)
        try Data("?".utf8).write(to: URL(fileURLWithPath: staging + "/somebody's"))
        let error = await #expect(throws: ReplayFailure.self) { _ = try await site.restore(from: store) }
        #expect(error?.status == .cannotCreate)
        try FileManager.default.removeItem(atPath: staging)
        let files = POSIXFiles()
        try files.makeDirectory(staging)
        let lock = try files.open(staging, .reading)
        #expect(try files.lock(lock, staging))
        let busy = await #expect(throws: ReplayFailure.self) { _ = try await site.restore(from: store) }
        #expect(busy?.status == .tryAgain)
        files.close(lock)
        _ = try await site.restore(from: store)
    }
}
