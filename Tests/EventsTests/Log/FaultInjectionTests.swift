import Glibc
import Testing

@testable import Events

/// After any failed call nothing of the commit is visible, the log is dead until it is reopened, and every commit that was
/// acknowledged is there, byte for byte.
@Suite struct `A call of the system that fails` {
    struct Case: Sendable, CustomTestStringConvertible {
        let call: FaultyFiles.Call
        var effect = FaultyFiles.Effect.refuse
        var testDescription: String { "\(call) \(effect)" }
    }

    static let cases = [
        Case(call: .write), Case(call: .write, effect: .half), Case(call: .syncData),
        Case(call: .syncData, effect: .lose), Case(call: .rename), Case(call: .open), Case(call: .syncDirectory),
        Case(call: .truncate), Case(call: .status), Case(call: .makeReadOnly), Case(call: .remove),
    ]

    @Test(arguments: cases, [EIO, ENOSPC])
    func `loses and shows nothing, whichever it is`(_ failing: Case, _ code: Int32) throws {
        var refusals = 0
        for lasts in [false, true] {
            for nth in 1...200 {
                let fault = FaultyFiles.Fault(
                    call: failing.call, nth: nth, effect: failing.effect, code: code, lasts: lasts)
                let run = try FaultRun(fault, seed: 1)
                #expect(run.violations == [])
                refusals += run.refusals
                if !run.hasFired { break }
                #expect(nth < 200, "the script makes more calls than were tried")
            }
        }
        // A mode or an index that cannot be set is a convenience lost; cutting happens at reopening only.
        let isNeeded = ![.truncate, .status, .makeReadOnly, .remove].contains(failing.call)
        #expect((refusals > 0) == isNeeded)
    }

    @Test func `while reopening leaves the log dead and whole`() throws {
        for call in [
            FaultyFiles.Call.open, .openToRead, .read, .truncate, .syncData, .syncDirectory, .rename, .write,
        ] {
            for nth in 1...20 {
                let folder = try TemporaryFolder()
                let files = FaultyFiles()
                let log = try folder.log(.standard, files)
                var maker = CommitMaker(seed: 2)
                try log.fill(6, recordsMax: 3, with: &maker)
                let acknowledged = try log.everything()
                let lost = try maker.commit(after: log.head, recordsMax: 3)
                files.arm(.init(call: .syncData, nth: 1))
                #expect(throws: EventLogError.self) { try log.add(lost) }
                files.arm(.init(call: call, nth: nth))
                do {
                    try log.reopen()
                } catch EventLogError.io {
                    #expect(files.hasFired, "\(call) \(nth)")
                    #expect(throws: EventLogError.self) { try log.add(lost) }
                    files.heal()
                    #expect(try log.everything() == acknowledged, "\(call) \(nth)")
                    try log.reopen()
                }
                files.heal()
                #expect(try log.everything() == acknowledged, "\(call) \(nth)")
                try log.add(lost)
                #expect(try folder.readingLog().everything() == acknowledged + lost.bytes, "\(call) \(nth)")
                #expect(files.appendedDead == 0, "\(call) \(nth)")
                if !files.hasFired { break }
            }
        }
    }

    /// A process that dies before it reopens cannot have told anybody about the commit: it is whole or absent.
    @Test func `before the process ends leaves the commit whole or absent`() throws {
        for effect in [FaultyFiles.Effect.refuse, .lose] {
            for call in [FaultyFiles.Call.write, .syncData] {
                let folder = try TemporaryFolder()
                let files = FaultyFiles()
                var maker = CommitMaker(seed: 3)
                var log: JSONLEventLog? = try folder.log(.standard, files)
                try log?.fill(4, recordsMax: 3, with: &maker)
                let acknowledged = try #require(try log?.everything())
                let lost = try maker.commit(after: try #require(log?.head), pages: ["/a", "/b"])
                files.arm(.init(call: call, nth: 1, effect: effect))
                #expect(throws: EventLogError.self) { try log?.add(lost) }
                log = nil
                #expect(files.openCount == 0)
                let found = try folder.log(.standard, FaultyFiles()).everything()
                let mayStay = call == .syncData && effect == .refuse
                #expect(found == acknowledged || mayStay && found == acknowledged + lost.bytes)
            }
        }
    }

    @Test func `for want of room is told apart`() throws {
        for (code, isFull) in [(ENOSPC, true), (EDQUOT, true), (EIO, false)] {
            let folder = try TemporaryFolder()
            let files = FaultyFiles()
            let log = try folder.log(.standard, files)
            var maker = CommitMaker(seed: 4)
            let commit = try maker.commit(after: log.head, recordsMax: 1)
            files.arm(.init(call: .write, nth: 1, code: code))
            #expect { try log.add(commit) } throws: { error in
                guard case .io(let failure) = error as? EventLogError else { return false }
                return failure.isFull == isFull && failure.code == code
            }
        }
    }

    /// Negative control: a log that takes a failed sync for a good one must be caught by the same checks.
    @Test func `would be noticed if it were ignored`() throws {
        let noticed = try (1...8).filter { nth in
            let fault = FaultyFiles.Fault(call: .syncData, nth: nth, effect: .lose)
            let run = try FaultRun(fault, seed: 1, wrap: { SwallowingFiles($0) })
            #expect(run.hasFired && run.refusals == 0)
            return run.violations.contains { $0.contains("the disk has other records") }
        }
        // The others hit an index or an empty new segment, which hold no commit.
        #expect(noticed.count >= 4)
    }

    /// Negative control: the watch for appends to a dead file sees one.
    @Test func `and an append after it would be noticed`() throws {
        let folder = try TemporaryFolder()
        let files = FaultyFiles()
        let path = folder.path + "/0000000000000001.jsonl"
        let descriptor = try files.open(path, .creating)
        defer { files.close(descriptor) }
        try files.writeAll(descriptor, [1, 2, 3], path)
        files.arm(.init(call: .syncData, nth: 1))
        #expect(throws: FileError.self) { try files.syncData(descriptor, path) }
        #expect(files.appendedDead == 0)
        try files.writeAll(descriptor, [4], path)
        #expect(files.appendedDead == 1)
    }
}
