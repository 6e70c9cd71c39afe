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
        return text
    }

    /// The page that a request was sent from: itself when it only reads, else where its form was.
    static func of(_ request: Request) -> String {
        if request.method == .get { return of(request.uri.string) }
        guard let referer = request.headers[.referer], let url = URLComponents(string: referer) else { return "/" }
        return of(url.percentEncodedPath + (url.percentEncodedQuery.map { "?" + $0 } ?? ""))
    }

    /// The value in a query string.
    static func escaped(_ path: String) -> String {
        var query = QueryText()
        query.add(field, path)
        return String(query.text.dropFirst(field.count + 1))
    }
}
