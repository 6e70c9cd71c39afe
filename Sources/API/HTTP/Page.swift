import Events
import Hummingbird

/// One page of a list that grows at its end, newest first, cut by position.
struct Page<Item> {
    static var limitDefault: Int { 20 }
    static var limitMax: Int { 100 }

    let items: [Item]
    /// What `before` has to be for the next page; nil on the last.
    let next: Cursor?

    /// The page that the parameters `limit` and `before` ask for.
    ///
    /// - Parameter all: oldest first.
    /// - Throws: a `Problem` 400 when `before` is no cursor of this list.
    init(
        of all: [Item], _ request: Request, _ list: Cursor.List, limitDefault: Int = limitDefault,
        position: (Item) -> LogPosition
    ) throws(Problem) {
        let query = request.uri.queryParameters
        let limit = query["limit"].flatMap { Int($0) } ?? limitDefault
        self.init(
            of: all, list, limit: min(max(limit, 1), Self.limitMax), before: try Self.cursor(request, list),
            position: position)
    }

    /// The newest `limit` items before the cursor in a parameter of the request.
    ///
    /// - Parameter all: oldest first.
    /// - Throws: a `Problem` 400 when the parameter is no cursor of this list.
    init(
        of all: [Item], _ request: Request, _ name: String, _ list: Cursor.List, limit: Int,
        position: (Item) -> LogPosition
    ) throws(Problem) {
        self.init(
            of: all, list, limit: limit, before: try Self.cursor(request, list, name), position: position)
    }

    /// The newest `limit` items before a cursor.
    ///
    /// - Parameter all: oldest first.
    init(of all: [Item], _ list: Cursor.List, limit: Int, before: Cursor?, position: (Item) -> LogPosition) {
        let end = before?.position ?? .end
        // By halves: positions grow.
        var (low, high) = (all.startIndex, all.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if position(all[middle]) < end { low = middle + 1 } else { high = middle }
        }
        let older = all[..<low]
        items = Array(older.suffix(limit).reversed())
        next = older.count > limit ? items.last.map { Cursor(list, position($0)) } : nil
    }

    /// The parameter that says where a page begins; nil for the first.
    ///
    /// - Throws: a `Problem` 400 when it is no cursor of this list.
    static func cursor(
        _ request: Request, _ list: Cursor.List, _ name: String = "before"
    ) throws(Problem) -> Cursor? {
        guard let text = request.uri.queryParameters[name[...]] else { return nil }
        guard let cursor = Cursor(String(text)), cursor.list == list else {
            throw .invalidQuery([
                FieldIssue(
                    field: name, rule: "cursor",
                    message: "Le `next` d'une page précédente de cette liste est attendu.")
            ])
        }
        return cursor
    }
}
