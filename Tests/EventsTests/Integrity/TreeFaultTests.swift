import Glibc
import Testing

@testable import Events

/// Whatever call fails while tiles are written and a checkpoint is signed and published: the last checkpoint stands, with its
/// tiles, and the next step, or the next start, comes to the same tree.
@Suite struct `A failure while integrating` {
    struct Case: Sendable, CustomTestStringConvertible {
        let call: FaultyFiles.Call
        var effect = FaultyFiles.Effect.refuse
        var code = EIO
        var testDescription: String { "\(call) \(effect) \(code)" }
    }

    static let cases = [
        Case(call: .write), Case(call: .write, code: ENOSPC), Case(call: .write, effect: .half),
        Case(call: .syncData), Case(call: .syncData, effect: .lose), Case(call: .rename), Case(call: .open),
        Case(call: .syncDirectory), Case(call: .remove), Case(call: .openToRead), Case(call: .read),
        Case(call: .status),
    ]

    /// 200 records integrated, 400 more to come: two whole tiles, a partial one superseded, three new partial ones.
    private func sample() throws -> SampleTree {
        let tree = try SampleTree(records: 200)
        try tree.integrate()
        try tree.log.grow(to: 600, seed: 71)
        return tree
    }

    @Test(arguments: cases)
    func `leaves the last checkpoint, and the next step goes on`(_ failing: Case) throws {
        var failures = 0
        var isCalled = false
        for nth in 1...60 {
            let tree = try sample()
            let files = FaultyFiles()
            let integrator = try tree.integrator(files)
            let before = try tree.published()
            files.arm(.init(call: failing.call, nth: nth, effect: failing.effect, code: failing.code))
            do throws(IntegrityError) {
                _ = try integrator.step()
            } catch {
                failures += 1
                #expect(!error.isFinal, "\(nth): \(error)")
                #expect(isFull(error) == (failing.code == ENOSPC), "\(nth): \(error)")
                checkStanding(tree, before, "\(failing.testDescription) \(nth)")
                // A process that ends here, and one that goes on.
                if nth % 2 == 0 {
                    files.heal()
                    #expect(try tree.integrator().notices == [], "\(nth)")
                }
                _ = try integrator.step()
            }
            let hasFired = files.hasFired
            isCalled = isCalled || hasFired
            files.heal()
            #expect(try tree.faults() == [], "\(failing.testDescription) \(nth)")
            #expect(files.openCount == 0)
            if !hasFired { break }
            #expect(nth < 60, "a step makes more calls than were tried")
        }
        // A step reads no file when no tile is in its way.
        let isNeeded = ![.openToRead, .read].contains(failing.call)
        #expect(isCalled == isNeeded && (failures > 0) == isNeeded)
    }

    private func isFull(_ error: IntegrityError) -> Bool {
        if case .io(let error) = error { error.isFull } else { false }
    }

    /// The published checkpoint is the old one or the new one, and its tree can be read.
    private func checkStanding(_ tree: SampleTree, _ before: Checkpoint, _ what: String) {
        do {
            let published = try tree.publishedLog()
            let root = NaiveTree(tree.log.leaves).root(0..<Int(published.checkpoint.size))
            #expect(published.checkpoint.root == root && published.checkpoint.size >= before.size, "\(what)")
            for position in [1, Int(published.checkpoint.size)] {
                _ = try published.inclusion(of: try tree.log.record(at: LogPosition(UInt64(position))))
            }
        } catch {
            Issue.record("\(what): \(error)")
        }
    }

    /// The power goes at every call; what was not synced is lost. Tiles are durable before the checkpoint that needs them, so
    /// the next start finds nothing to put right.
    @Test func `by a power cut at any call loses no tile of a checkpoint`() throws {
        var tried = 0
        for nth in 1...400 {
            let tree = try sample()
            let files = try PowerCutFiles(root: tree.folder.path)
            let integrator = try tree.integrator(files)
            files.cut(at: nth)
            let ended = (try? integrator.step()) != nil
            let signed = try #require(integrator.signed).checkpoint
            try files.restart()
            checkStanding(tree, try tree.published(), "call \(nth)")
            let again = try tree.integrator()
            #expect(again.notices == [], "call \(nth)")
            // What was handed out is never taken back.
            #expect(try #require(again.signed).checkpoint.size >= signed.size, "call \(nth)")
            try again.catchUp()
            #expect(try tree.faults() == [], "call \(nth)")
            tried = nth
            if ended { break }
        }
        #expect((30..<400).contains(tried))
    }

    @Test func `by a power cut at the first checkpoint leaves it whole or absent`() throws {
        for nth in 1...400 {
            let tree = try SampleTree(records: 300)
            let files = try PowerCutFiles(root: tree.folder.path)
            let integrator = try tree.integrator(files)
            files.cut(at: nth)
            let ended = (try? integrator.step()) != nil
            try files.restart()
            let again = try tree.integrator()
            #expect(again.notices == [], "call \(nth)")
            #expect(integrator.signed == nil || again.signed == integrator.signed, "call \(nth)")
            try again.catchUp()
            #expect(try tree.faults() == [], "call \(nth)")
            if ended { return }
        }
        Issue.record("a step makes more calls than were tried")
    }

    /// Negative control: a device, or a program, that does not sync loses tiles under a checkpoint that stayed.
    @Test func `would be noticed if tiles were not durable before the checkpoint`() throws {
        let tree = try sample()
        let files = try PowerCutFiles(root: tree.folder.path)
        let integrator = try tree.integrator(NoTileSync(files))
        _ = try integrator.step()
        try files.restart()
        let again = try tree.integrator()
        #expect(again.notices.contains { if case .tilesRebuilt = $0 { true } else { false } })
        #expect(try tree.faults() == [])
    }

    /// Syncs everything but tiles.
    private struct NoTileSync: FileLayer {
        let files: PowerCutFiles
        init(_ files: PowerCutFiles) { self.files = files }
        func syncData(_ descriptor: Int32, _ path: String) throws(FileError) {
            if !path.contains("/tiles/") { try files.syncData(descriptor, path) }
        }
        func syncDirectory(_ path: String) throws(FileError) {
            if !path.contains("/tiles") { try files.syncDirectory(path) }
        }
        func open(_ path: String, _ mode: FileMode) throws(FileError) -> Int32 { try files.open(path, mode) }
        func close(_ descriptor: Int32) { files.close(descriptor) }
        func write(
            _ descriptor: Int32, _ bytes: [UInt8], _ range: Range<Int>, _ path: String
        ) throws(FileError) -> Int { try files.write(descriptor, bytes, range, path) }
        func read(_ descriptor: Int32, at offset: Int, count: Int, _ path: String) throws(FileError) -> [UInt8] {
            try files.read(descriptor, at: offset, count: count, path)
        }
        func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(FileError) {
            try files.truncate(descriptor, to: size, path)
        }
        func rename(_ path: String, to other: String) throws(FileError) { try files.rename(path, to: other) }
        func remove(_ path: String) throws(FileError) { try files.remove(path) }
        func makeDirectory(_ path: String) throws(FileError) { try files.makeDirectory(path) }
        func names(in path: String) throws(FileError) -> [String] { try files.names(in: path) }
        func makeReadOnly(_ path: String) throws(FileError) { try files.makeReadOnly(path) }
        func lock(_ descriptor: Int32, _ path: String) throws(FileError) -> Bool {
            try files.lock(descriptor, path)
        }
        func status(_ path: String) throws(FileError) -> FileStatus { try files.status(path) }
    }
}
