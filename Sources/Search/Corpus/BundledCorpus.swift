import Crypto
import Foundation

/// The documents that ship with the product: `Resources/fiches/<type>/<id>.md`.
public struct BundledCorpus: Sendable {
    /// Sorted by id.
    public let documents: [CorpusDocument]
    /// SHA-256 over all files, hexadecimal: another release has another corpus.
    public let digest: String

    /// The corpus inside this program.
    ///
    /// - Throws: `CorpusError` when it is missing or a document is malformed: the program was not installed whole.
    public static func load() throws(CorpusError) -> BundledCorpus {
        guard let folder = Bundle.module.url(forResource: "fiches", withExtension: nil) else {
            throw .missing("fiches")
        }
        return try load(folder)
    }

    static func load(_ folder: URL) throws(CorpusError) -> BundledCorpus {
        var hash = SHA256()
        var documents: [CorpusDocument] = []
        for url in files(in: folder) {
            guard let bytes = try? Data(contentsOf: url), let text = String(data: bytes, encoding: .utf8) else {
                throw .unreadable(url.lastPathComponent)
            }
            hash.update(data: Data(url.lastPathComponent.utf8))
            hash.update(data: bytes)
            documents.append(try document(text, file: url.deletingPathExtension().lastPathComponent))
        }
        guard !documents.isEmpty else { throw .missing("fiches") }
        return BundledCorpus(documents: documents, digest: hash.finalize().map(\.hexadecimal).joined())
    }

    private static func files(in folder: URL) -> [URL] {
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "md" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
    }

    private static func document(_ text: String, file: String) throws(CorpusError) -> CorpusDocument {
        guard let head = FrontMatter(text) else { throw .malformed(file, "front matter") }
        func member(_ name: String) throws(CorpusError) -> String {
            guard let value = head.members[name] else { throw .malformed(file, name) }
            return value
        }
        let id = try member("id")
        guard id == file else { throw .malformed(file, "id") }
        return CorpusDocument(
            id: id, title: try member("title"), type: try member("type"), level: try member("level"),
            source: try member("source"), reference: head.members["reference"], url: head.members["url"],
            tags: (head.members["tags"] ?? "").split(separator: ",").map { String($0).trimmingWhitespace() },
            body: head.body)
    }
}

extension UInt8 {
    var hexadecimal: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}
