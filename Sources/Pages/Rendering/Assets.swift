import Crypto
import Foundation

/// The style sheet and the scripts that pages link to. Their addresses hold a digest of the content, so that browsers may keep them for
/// ever.
public struct Assets: Sendable {
    /// One file.
    public struct Asset: Sendable {
        public let bytes: [UInt8]
        public let contentType: String
        /// The first part of its SHA-256, in hexadecimal.
        public let digest: String
    }

    /// The addresses of the files, for templates.
    struct Links: Sendable {
        let style: String
        let page: String
        let vitals: String
        let depot: String
        let suivi: String
        let icon: String
    }

    /// Digits of a digest: enough to tell two releases apart.
    private static let digestDigits = 12
    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    ]

    private let assets: [String: Asset]
    let links: Links

    init(folder: URL) throws {
        var assets: [String: Asset] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            guard let type = Self.types[file.pathExtension] else { continue }
            let content = try Data(contentsOf: file)
            assets[file.lastPathComponent] = Asset(
                bytes: [UInt8](content), contentType: type, digest: Self.digest(of: content))
        }
        self.assets = assets
        func link(_ name: String) throws -> String {
            guard let asset = assets[name] else { throw CocoaError(.fileNoSuchFile) }
            return "/assets/\(asset.digest)/\(name)"
        }
        links = Links(
            style: try link("style.css"), page: try link("page.js"), vitals: try link("vitals.js"),
            depot: try link("depot.js"), suivi: try link("suivi.js"), icon: try link("icone.svg"))
    }

    /// The file called `name`.
    public subscript(name: String) -> Asset? { assets[name] }

    /// The names of all files, sorted.
    public var names: [String] { assets.keys.sorted() }

    private static func digest(of content: Data) -> String {
        let digits = SHA256.hash(data: content).flatMap { [$0 >> 4, $0 & 0xF] }
        return String(digits.prefix(digestDigits).map { Character(String($0, radix: 16)) })
    }
}
