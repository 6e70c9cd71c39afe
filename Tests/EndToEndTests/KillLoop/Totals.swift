/// How much a run of the kill loop has put to the test.
struct Totals: CustomStringConvertible {
    private(set) var counts: [(name: String, acknowledged: Int)] = []

    init(_ pupils: [Pupil]) {
        let memories = pupils.map(\.remembered)
        func count(_ name: String, _ value: (Pupil.Memory) -> Int) {
            counts.append((name, memories.map(value).reduce(0, +)))
        }
        count("accounts") { $0.isRegistered ? 1 : 0 }
        count("log-ins") { $0.logins.count }
        count("profiles") { $0.score.acknowledged }
        count("gestures") { $0.telemetry.acknowledged.count }
        count("épreuves") { $0.epreuves.count }
        count("copies") { $0.copies.count }
    }

    var description: String { counts.map { "\($0.acknowledged) \($0.name)" }.joined(separator: ", ") }
}
