import Foundation

/// Where a copy goes, as operators write it: `sqlite:FILE`.
public struct CopyPlace: Equatable, Sendable {
    private static let scheme = "sqlite:"

    /// Of the file; symbolic links are followed, so that the file itself is replaced and not the link.
    public let path: String

    /// Reads the text form.
    ///
    /// - Throws: `ReplayFailure`, 64.
    public init(_ text: String) throws(ReplayFailure) {
        let path = String(text.dropFirst(Self.scheme.count))
        // The address of a database may hold a password, which is not repeated.
        guard !text.contains("://") else {
            throw ReplayFailure(
                .usage, "--into : la copie est un fichier, sqlite:FICHIER, et non l'adresse d'une base.")
        }
        guard text.hasPrefix(Self.scheme), !path.isEmpty, !path.hasSuffix("/") else {
            throw ReplayFailure(.usage, "--into : « \(text) » n'est pas de la forme sqlite:FICHIER.")
        }
        self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    var directory: String { (path as NSString).deletingLastPathComponent }
}
