import Hummingbird

extension Request {
    /// The address of a page with two lists, at another place of one of them; the other stays where it is.
    ///
    /// - Parameters:
    ///   - name: the parameter that says where the list begins.
    ///   - cursor: nil for the list's beginning.
    ///   - other: the parameter of the other list.
    func address(of path: String, _ name: String, at cursor: Cursor?, keeping other: String, anchor: String) -> String
    {
        var query = QueryText()
        query.add(other, uri.queryParameters[other[...]].map { String($0) })
        query.add(name, cursor?.description)
        return "\(path)\(query.suffix)#\(anchor)"
    }
}
