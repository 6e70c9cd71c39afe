import Foundation
import Testing

@testable import Search

@Suite struct `The documents that ship with the product` {
    @Test func `are at least eighty, each whole`() throws {
        let corpus = try BundledCorpus.load()
        #expect(corpus.documents.count >= 80)
        #expect(Set(corpus.documents.map(\.id)).count == corpus.documents.count)
        for document in corpus.documents {
            #expect(!document.title.isEmpty && !document.tags.isEmpty && !document.body.isEmpty, "\(document.id)")
            #expect(["A", "B", "C", "D"].contains(document.level), "\(document.id)")
            #expect(document.id.allSatisfy { !$0.isWhitespace }, "\(document.id)")
            #expect(document.type != "texte_officiel" || document.reference != nil, "\(document.id) has no reference")
        }
    }

    @Test func `are refused when one of them is not whole`() throws {
        let folder = try SearchFolder()
        #expect(throws: CorpusError.missing("fiches")) {
            try BundledCorpus.load(URL(fileURLWithPath: folder.path))
        }
        let head = "---\nid: a\ntitle: T\ntype: t\nlevel: B\n"
        for (text, member) in [
            (head + "---\ncorps", "source"), (head + "source: S", "front matter"), ("x", "front matter"),
        ] {
            _ = try folder.write("a.md", Data(text.utf8))
            #expect(throws: CorpusError.malformed("a", member)) {
                try BundledCorpus.load(URL(fileURLWithPath: folder.path))
            }
        }
        _ = try folder.write("a.md", Data([0xFF, 0xFE]))
        #expect(throws: CorpusError.unreadable("a.md")) {
            try BundledCorpus.load(URL(fileURLWithPath: folder.path))
        }
    }
}
