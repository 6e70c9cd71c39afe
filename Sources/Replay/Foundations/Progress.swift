/// How far a long reading has come.
public struct Progress: Equatable, Sendable {
    public let bytesDone: Int
    public let bytesTotal: Int
    public let records: Int

    /// `42 %, 1 234 567 enr., 210 Mo/s, reste 12 s`.
    ///
    /// - Parameter seconds: how long the reading has taken so far.
    public func line(afterSeconds seconds: Double) -> String {
        let share = bytesTotal > 0 ? Int((Double(bytesDone) / Double(bytesTotal) * 100).rounded(.down)) : 100
        let rate = seconds > 0 ? Double(bytesDone) / seconds : 0
        let left = rate > 0 ? Int((Double(max(0, bytesTotal - bytesDone)) / rate).rounded(.up)) : 0
        return "\(share) %, \(records) enregistrements, \(Int(rate / 1_000_000)) Mo/s, reste \(left) s"
    }
}
