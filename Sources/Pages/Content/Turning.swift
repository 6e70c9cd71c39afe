/// Where one is in a text of several sheets, and the way to its neighbours.
public struct Turning: Sendable {
    let label: String
    let place: String
    let previous: String?
    let next: String?

    /// Nil for a text of one sheet.
    ///
    /// - Parameters:
    ///   - number: of the sheet, from 1.
    ///   - link: the address of a sheet by its number.
    init?(_ label: String, number: Int, count: Int, link: (Int) -> String) {
        guard count > 1 else { return nil }
        self.label = label
        place = "Page \(number) sur \(count)"
        previous = number > 1 ? link(number - 1) : nil
        next = number < count ? link(number + 1) : nil
    }
}
