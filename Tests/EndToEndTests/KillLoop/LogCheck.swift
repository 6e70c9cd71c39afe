import Foundation

/// Reads the log's lines and the folders, without any code of the server, and says what breaks a promise.
struct LogCheck {
    private let log: LogFile
    private let place: Place
    private(set) var complaints: [String] = []

    /// - Parameter isSettled: whether every correction must have ended.
    init(_ place: Place, isSettled: Bool) throws {
        self.place = place
        log = try LogFile(place)
        checkOrder()
        checkOnce(
            log.of("account.registered").map { $0.data["emailHash"] as? String ?? "" }, "an address has two accounts")
        let keyed = log.lines.filter { ["epreuve.generated", "copie.uploaded"].contains($0.type) }.compactMap(\.key)
        checkOnce(keyed, "a key had two effects")
        checkBlobs()
        if isSettled { checkCorrections() }
    }

    private mutating func checkOrder() {
        expect(log.junk == 0, "\(log.junk) lines are no records")
        expect(log.lines.map(\.position) == Array(1...max(1, log.lines.count)), "positions have gaps")
        expect(log.lines.allSatisfy { $0.position <= $0.commit }, "a commit ends before it begins")
        expect(log.lines.last.map { $0.position == $0.commit } ?? false, "the last commit is not whole")
    }

    private mutating func checkOnce(_ names: [String], _ complaint: String) {
        let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
        expect(twice.isEmpty, "\(complaint): \(twice)")
    }

    /// The names of files that somebody has not finished, once nobody writes any more.
    static func unfinished(in place: Place) -> [String] {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: place.path)) ?? []
        return names.filter { $0.hasSuffix(".tmp") }
    }

    /// Every record's blob is there.
    private mutating func checkBlobs() {
        for line in log.of("copie.uploaded") {
            let address = line.data["blob"] as? String ?? ""
            let path = "\(place.blobs)/\(address.prefix(2))/\(address)"
            expect(FileManager.default.fileExists(atPath: path), "\(line.subject) has lost its file")
        }
    }

    /// Of every copie: one request, one correction, and every run that a kill ended was given up before the next began.
    private mutating func checkCorrections() {
        for (subject, lines) in Dictionary(
            grouping: log.lines.filter { $0.subject.hasPrefix("copie/") }, by: \.subject)
        {
            let steps = lines.map(\.type).filter { $0.hasPrefix("correction.") }
            expect(steps.first == "correction.requested", "\(subject) begins with \(steps)")
            expect(
                steps.filter { $0 == "correction.requested" }.count == 1, "\(subject) was asked for twice: \(steps)")
            expect(
                steps.filter { $0 == "correction.completed" }.count == 1, "\(subject) is not corrected once: \(steps)"
            )
            var isClaimed = false
            for step in steps {
                switch step {
                case "correction.started":
                    expect(!isClaimed, "\(subject) was claimed twice at once: \(steps)")
                    isClaimed = true
                case "correction.failed", "correction.completed": isClaimed = false
                default: break
                }
            }
            expect(!isClaimed, "\(subject) is still claimed: \(steps)")
        }
    }

    private mutating func expect(_ holds: Bool, _ complaint: String) {
        if !holds { complaints.append(complaint) }
    }
}
