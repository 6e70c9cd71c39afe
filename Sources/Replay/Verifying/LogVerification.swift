public import Events
import Projections

/// Reads every byte of a log in files and checks it: names, lines, checksums, positions, commits, times, payloads, and that the
/// read models take everything in. It goes on behind damage at the next line.
///
/// The segments' indexes are not trusted. Whether an unfinished end is a torn tail, which a start cuts off, or damage, which a
/// start refuses, is not judged here a second time: the log is opened for reading, and the code that starts the server says.
public struct LogVerification {
    let folder: LogFolder
    var report = VerifyReport()
    var rules = NeighbourRules(first: LogPosition(1))
    var tally: CommitTally
    private var bytesTotal = 0
    private let progress: (Progress) -> Void

    /// Verifies the log in `folder`.
    ///
    /// - Parameters:
    ///   - position: reading begins with the segment that holds it; `zero` for all.
    ///   - checkpoint: one whose signature was verified; the tree over the lines is held against it.
    ///   - digestAt: where the read models are summed up; nil for the end.
    ///   - progress: called about once a mebibyte.
    /// - Throws: `FileError` when the directory cannot be listed.
    public static func run(
        _ folder: LogFolder, from position: LogPosition, checkpoint: Checkpoint? = nil, digestAt: LogPosition? = nil,
        progress: @escaping (Progress) -> Void
    ) throws(FileError) -> VerifyReport {
        let tree = checkpoint.map { TreeCheck($0, tiles: folder.tiles) }
        var verification = LogVerification(
            folder: folder, tally: CommitTally(folds: true, tree: tree, digestAt: digestAt), progress: progress)
        try verification.run(from: position)
        return verification.report
    }

    private init(folder: LogFolder, tally: CommitTally, progress: @escaping (Progress) -> Void) {
        self.folder = folder
        self.tally = tally
        self.progress = progress
    }

    private mutating func run(from position: LogPosition) throws(FileError) {
        report.isBeingWritten = folder.isBeingWritten
        let listing = try folder.listing()
        checkNames(listing)
        let start = listing.segments.lastIndex { $0 <= max(position, LogPosition(1)) } ?? 0
        let segments = listing.segments.dropFirst(start)
        if start > 0, let first = segments.first {
            report.first = first
            report.fold = .skipped
            rules.restart(at: first)
            tally = CommitTally(folds: false)
        }
        bytesTotal = segments.reduce(0) { $0 + size(of: $1) }
        for first in segments { read(first, isLast: first == segments.last) }
        tally.end(into: &report)
        tell()
    }

    private mutating func checkNames(_ listing: SegmentListing) {
        for name in listing.foreign {
            report.add(
                LogProblem(
                    kind: .foreignFile, position: nil, file: "segments/" + name, offset: nil,
                    detail: "ce fichier n'est pas un segment du journal"))
        }
        for name in listing.leftovers {
            report.warnings.append(
                LogProblem(
                    kind: .leftover, position: nil, file: "segments/" + name, offset: nil,
                    detail: "reste d'un segment en cours de création ; sans effet"))
        }
    }

    private mutating func read(_ first: LogPosition, isLast: Bool) {
        let file = "segments/" + SegmentListing.name(of: first)
        enter(first, file)
        report.segments += 1
        do throws(FileError) {
            let wholeEnd = try readLines(file)
            finish(file, first, isLast: isLast, wholeEnd: wholeEnd)
        } catch {
            report.add(
                LogProblem(
                    kind: .unreadableFile, position: rules.probable, file: file, offset: nil,
                    detail: "lecture refusée : \(error.description)"))
            tally.addHole()
            rules.noteBadLine()
        }
        tally.settle(into: &report)
    }

    /// Compares a segment's name with where the one before ended.
    private mutating func enter(_ first: LogPosition, _ file: String) {
        let followsBadLines = rules.badLines > 0 && first > rules.expected
        if first != rules.expected, !followsBadLines {
            report.add(
                LogProblem(
                    kind: .missingSegment, position: rules.expected, file: file, offset: nil,
                    detail: "le segment commence à la position \(first) : il manque ce qui précède"))
            tally.addHole()
        }
        rules.restart(at: first)
    }

    /// Reads one file and returns where its last whole commit ends.
    private mutating func readLines(_ file: String) throws(FileError) -> Int {
        let reader = LineReader.ahead(of: folder.path + "/" + file, hashes: tally.wantsLeaves)
        defer { reader.stop() }
        var wholeEnd = 0
        let before = report.bytes
        while let lines = try reader.next() {
            for line in lines {
                accept(line.content, file, line.offset)
                report.bytes = before + line.next
                if rules.openCommit == nil, rules.badLines == 0 {
                    wholeEnd = line.next
                    tally.settle(into: &report)
                }
            }
            tell()
        }
        return wholeEnd
    }

    private func tell() {
        progress(Progress(bytesDone: report.bytes, bytesTotal: bytesTotal, records: report.records))
    }

    func size(of first: LogPosition) -> Int {
        (try? POSIXFiles().status(folder.segments + "/" + SegmentListing.name(of: first)).size) ?? 0
    }
}
