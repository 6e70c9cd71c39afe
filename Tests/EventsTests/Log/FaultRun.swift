import Glibc

@testable import Events

/// One log, one script of appends with rolling, one fault: what must hold after each step, and what did not.
struct FaultRun {
    private(set) var violations: [String] = []
    /// The fault happened at all.
    private(set) var hasFired = false
    /// How often an append was refused.
    private(set) var refusals = 0
    private var acknowledged: [UInt8] = []
    private let folder: TemporaryFolder
    private let files = FaultyFiles()
    private let log: JSONLEventLog
    private let fault: FaultyFiles.Fault

    /// - Parameter wrap: what the log is given in place of the faulty files.
    init(_ fault: FaultyFiles.Fault, seed: UInt64, wrap: (FaultyFiles) -> any FileLayer = { $0 }) throws {
        self.fault = fault
        folder = try TemporaryFolder()
        log = try JSONLEventLog(writing: folder.path, configuration: .segments(of: 1_500), files: wrap(files))
        var maker = CommitMaker(seed: seed)
        files.arm(fault)
        do {
            for step in 0..<10 { try append(maker.commit(after: log.head, recordsMax: 3), step) }
        } catch {
            check(false, "\(error)")
        }
        hasFired = files.hasFired
        check(files.appendedDead == 0, "a file was appended to after a failure")
        compareWithDisk("at the end")
    }

    private mutating func check(_ holds: Bool, _ what: String) {
        if !holds { violations.append("\(fault): \(what)") }
    }

    private mutating func append(_ commit: CommitLines, _ step: Int) throws {
        let before = log.head
        do {
            try log.add(commit)
            acknowledged += commit.bytes
            return
        } catch EventLogError.io(let error) {
            check(error.code == fault.code && error.isFull == (fault.code == ENOSPC), "step \(step): \(error)")
        } catch {
            check(false, "step \(step): \(error)")
        }
        refusals += 1
        check(log.head == before, "step \(step): the head moved")
        check(try log.everything() == acknowledged, "step \(step): the refused commit is visible")
        checkDead(commit, step)
        try revive(commit, step)
        compareWithDisk("step \(step), after reopening")
        do throws(EventLogError) {
            try log.add(commit)
        } catch {
            // Reopening worked, and the fault is still there.
            check(fault.lasts, "step \(step): appending again after a passing fault: \(error)")
            checkDead(commit, step)
            files.heal()
            try log.reopen()
            compareWithDisk("step \(step), after reopening twice")
            try log.add(commit)
        }
        acknowledged += commit.bytes
        compareWithDisk("step \(step), after appending again")
    }

    /// Nothing is tried on a dead log, not even the lock of a file.
    private mutating func checkDead(_ commit: CommitLines, _ step: Int) {
        let calls = files.calls
        do throws(EventLogError) {
            try log.add(commit)
            check(false, "step \(step): a dead log took a commit")
        } catch .dead {
        } catch {
            check(false, "step \(step): \(error) from a dead log")
        }
        check(files.calls == calls, "step \(step): a dead log touched a file")
    }

    private mutating func revive(_ commit: CommitLines, _ step: Int) throws {
        do throws(EventLogError) {
            try log.reopen()
            return
        } catch {
            check(fault.lasts || fault.effect == .half, "step \(step): reopening after a passing fault: \(error)")
        }
        checkDead(commit, step)
        check(try log.everything() == acknowledged, "step \(step): reads stop while the log is dead")
        files.heal()
        try log.reopen()
    }

    /// What somebody finds who opens the files.
    private mutating func compareWithDisk(_ when: String) {
        let fresh = try? JSONLEventLog(reading: folder.path, files: POSIXFiles()).everything()
        check(fresh == acknowledged, "\(when): the disk has other records than were acknowledged")
        check((try? log.everything()) == acknowledged, "\(when): the log has other records than were acknowledged")
        check(log.head.position.rawValue == UInt64(acknowledged.count { $0 == 0x0A }), "\(when): the head is wrong")
    }
}
