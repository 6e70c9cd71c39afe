import Events
import Hummingbird

/// One page of a list that grows at its end, newest first, cut by position.
struct Page<Item> {
    static var limitDefault: Int { 20 }
    static var limitMax: Int { 100 }

    let items: [Item]
    /// Where the next page begins; nil on the last.
    let next: LogPosition?

    /// - Parameter all: oldest first.
    init(of all: [Item], _ request: Request, position: (Item) -> LogPosition) {
        let query = request.uri.queryParameters
        let limit = min(max(query["limit"].flatMap { Int($0) } ?? Self.limitDefault, 1), Self.limitMax)
        let before = query["before"].flatMap { UInt64($0) }.map { LogPosition($0) } ?? .end
        let older = all.filter { position($0) < before }
        items = Array(older.suffix(limit).reversed())
        next = older.count > limit ? items.last.map(position) : nil
    }
}
