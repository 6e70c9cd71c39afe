import Testing

@testable import Events
@testable import Projections

@Suite struct `The texts of a school` {
    @Test func `are known by name, with the place of their records`() throws {
        try Given(.logOpened, .documentAdded("tartuffe", parts: 2), .documentPart("tartuffe", 2), .logOpened).then(
            Corpus.self
        ) { corpus in
            let document = try #require(corpus["tartuffe"])
            #expect(document.position == 2 && document.parts == 2 && document.version == 1)
            #expect(document.id == .named("tartuffe"))
            #expect(corpus.count == 1 && corpus.bytes == 40 && corpus.changedAt == 3)
            #expect(corpus["candide"] == nil)
        }
    }

    @Test func `are replaced by another text of the same name`() throws {
        try Given(.documentAdded("a"), .documentAdded("b"), .documentAdded("a", digest: "deux", bytes: 7)).then(
            Corpus.self
        ) { corpus in
            let document = try #require(corpus["a"])
            #expect(document.digest == "deux" && document.version == 2 && document.position == 3)
            #expect(corpus.bytes == 47 && corpus.changedAt == 3)
            #expect(corpus.all.map(\.name) == ["a", "b"])
        }
    }

    @Test func `leave when they are removed, once`() throws {
        try Given(.documentAdded("a"), .documentRemoved("a"), .documentRemoved("a"), .documentRemoved("b")).then(
            Corpus.self
        ) { corpus in
            #expect(corpus.count == 0 && corpus.bytes == 0 && corpus.changedAt == 2)
        }
    }

    @Test func `have an id that their name alone decides`() {
        #expect(DocumentID.named("tartuffe").description == "\(DocumentID.named("tartuffe"))")
        #expect(DocumentID.named("tartuffe") != DocumentID.named("tartufe"))
        let text = Array(DocumentID.named("tartuffe").description)
        #expect(text[14] == "8" && "89ab".contains(text[19]))
    }
}
