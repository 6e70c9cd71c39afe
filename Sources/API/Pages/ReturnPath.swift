import Foundation
import HTTPTypes
import Hummingbird

/// An address of ours to come back to. Anything that could lead to another site is the first page instead.
enum ReturnPath {
    static let field = "retour"
    private static let bytesMax = 500

    static func of(_ text: String?) -> String {
        guard let text, text.utf8.count <= bytesMax, text.hasPrefix("/"), !text.hasPrefix("//"),
            !text.hasPrefix("/login"), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x5C })
        else { return "/" }
        return withoutNotice(text)
    }

    /// The page that a request was sent from: itself when it reads a page, else where its form or its link was.
    static func of(_ request: Request) -> String {
        if request.method == .get, !PageErrors.isOfAPI(request) { return of(request.uri.string) }
        guard let referer = request.headers[.referer], let url = URLComponents(string: referer) else { return "/" }
        return of(url.percentEncodedPath + (url.percentEncodedQuery.map { "?" + $0 } ?? ""))
    }

    /// Coming back to a page does not say again what was done before: it may not have been done this time.
    private static func withoutNotice(_ address: String) -> String {
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return address }
        let kept = parts[1].split(separator: "&").filter { $0.prefix { $0 != "=" } != PageNotice.parameter }
        return kept.isEmpty ? String(parts[0]) : "\(parts[0])?\(kept.joined(separator: "&"))"
    }

    /// The value in a query string.
    static func escaped(_ path: String) -> String {
        var query = QueryText()
        query.add(field, path)
        return String(query.text.dropFirst(field.count + 1))
    }
}
