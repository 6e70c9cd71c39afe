/// Judges the bytes from the first bad record on: cut short by a crash while they were written, or damaged afterwards?
///
/// A crash leaves a prefix of one commit, or, when the device wrote sectors out of order, runs of NULs inside it. So the tail is
/// torn only if all of this holds:
/// - no intact record of a later commit follows (while it was written, nothing after it was);
/// - no bad line is complete: a line that ends in a line feed was wholly written, unless it holds a run of NULs;
/// - it is not an intact record with another byte in place of the line feed.
/// Anything else is damage, so that no single flipped bit, not even in the last commit, makes a start drop a record that was
/// acknowledged.
struct TornTail {
    /// Shorter runs of NULs can come from flipped bits.
    static let nulRun = 16

    let isTorn: Bool

    /// - Parameter commit: the commit that intact records before the bad one belong to, when it is not yet whole.
    init(_ bytes: [UInt8], badFrom start: Int, commit: LogPosition?) {
        isTorn = Self.judge(bytes, start, commit)
    }

    private static func judge(_ bytes: [UInt8], _ badFrom: Int, _ commit: LogPosition?) -> Bool {
        var start = badFrom
        while start < bytes.count {
            guard let end = bytes.span.indexOfLineFeed(from: start) else {
                return !isWholeButForLineFeed(bytes, start)
            }
            if let record = try? RecordParser.parse(bytes, start..<end) {
                // Intact after the bad one: of the same commit it may have reached the disk first.
                if commit == nil || record.commit != commit { return false }
            } else if !hasNulRun(bytes, start..<end) {
                return false
            }
            start = end + 1
        }
        return true
    }

    private static func isWholeButForLineFeed(_ bytes: [UInt8], _ start: Int) -> Bool {
        let length = bytes.count - start
        return length > 1 && (try? RecordParser.parse(bytes, start..<bytes.count - 1)) != nil
    }

    private static func hasNulRun(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var run = 0
        for index in range {
            run = bytes[index] == 0 ? run + 1 : 0
            if run == nulRun { return true }
        }
        return false
    }
}
