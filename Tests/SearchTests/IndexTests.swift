import Foundation
import GRDB
import Testing

@testable import Search

@Suite struct `An index` {
    private let folder: SearchFolder

    init() throws { folder = try SearchFolder() }

    private static let sheets = [
        CorpusDocument.sample(
            "problematique", title: "Formuler une problématique", tags: ["introduction"],
            "La problématique est la question à laquelle le plan répond."),
        CorpusDocument.sample(
            "ironie", title: "L'ironie", tags: ["figures de style", "Voltaire"],
            "Dire le contraire de ce que l'on pense. L'œuvre de Voltaire en use : une problématique y perce."),
        CorpusDocument.sample("pause", title: "Le vers", "L'alexandrin a douze syllabes, coupées à la césure."),
    ]

    @Test(arguments: ["problématique", "problematique", "PROBLÉMATIQUES", "la problématique ?"])
    func `finds accents and forms of a word alike`(query: String) throws {
        #expect(try folder.index(Self.sheets).ids(query) == ["problematique", "ironie"])
    }

    @Test(arguments: ["œuvre", "oeuvre", "l’œuvre", "d'œuvres"])
    func `finds ligatures and elided words`(query: String) throws {
        #expect(try folder.index(Self.sheets).ids(query) == ["ironie"])
    }

    @Test func `takes any word of a question, and counts the title most`() throws {
        let index = try folder.index(Self.sheets)
        #expect(try index.ids("ironie alexandrin zzz").count == 2)
        #expect(try index.ids("Voltaire") == ["ironie"])
        #expect(try index.ids("de la et pour").isEmpty)
        #expect(try index.ids("").isEmpty)
        #expect(try index.ids("\" OR NEAR( * : ^ title:").isEmpty)
    }

    @Test func `gives a document once, by its best passage`() throws {
        let filler = (1...40).map { "Paragraphe numéro \($0) sans rapport avec rien." }.joined(separator: "\n\n")
        let body = "\(filler)\n\nL'alexandrin romantique, alexandrin trimètre.\n\n\(filler)\n\nUn alexandrin encore."
        let index = try folder.index([.sample("long", body), .sample("court", "rien")], passageWords: 40)
        let hits = try index.search(index.question("alexandrin"), weights: .standard, limit: 10)
        #expect(hits.count == 1 && index.passageCount > 4)
        #expect(try index.excerpt(of: hits[0], for: index.question("alexandrin")).text.contains("trimètre"))
    }

    @Test func `is opened again, and not made again, when nothing has changed`() throws {
        _ = try folder.index(Self.sheets)
        var asked = 0
        let again = try folder.folder.index(IndexRecipe(corpus: "essai")) {
            asked += 1
            return nil
        }
        #expect(!again.isNew && asked == 0)
        #expect(try again.index.ids("césure") == ["pause"])
    }

    @Test func `is another one for another corpus, stemming or size of passages`() throws {
        let recipes = [
            IndexRecipe(corpus: "a"), IndexRecipe(corpus: "b"),
            IndexRecipe(corpus: "a", analyzer: .init(stems: false)),
            IndexRecipe(corpus: "a", passageWords: 100),
        ]
        #expect(Set(recipes.map(\.fingerprint)).count == 4)
        for recipe in recipes { _ = try folder.folder.index(recipe) { nil } }
        folder.folder.removeOthers(than: recipes[1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
    }

    @Test func `goes on answering while the next one takes its place`() throws {
        let old = try folder.index(Self.sheets)
        let new = try folder.index([Self.sheets[0]], corpus: "autre")
        folder.folder.removeOthers(than: new.recipe)
        #expect(try old.ids("césure") == ["pause"])
        #expect(try new.ids("césure").isEmpty)
    }

    enum Damage: CaseIterable {
        case empty, cut, scribbled, noDatabase
    }

    @Test(arguments: Damage.allCases) func `that is not whole is made again`(damage: Damage) throws {
        let recipe = try folder.index(Self.sheets).recipe
        let path = folder.folder.file(recipe)
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        switch damage {
        case .empty: bytes = Data()
        case .cut: bytes = bytes.prefix(bytes.count / 2)
        case .scribbled: bytes.replaceSubrange(4_096..<8_192, with: Data(repeating: 0x5A, count: 4_096))
        case .noDatabase: bytes = Data("pas une base".utf8)
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        #expect(try folder.index(Self.sheets).ids("césure") == ["pause"])
    }

    @Test func `that cannot be written says so and leaves nothing`() throws {
        let file = try folder.write("fichier", Data())
        #expect(throws: SearchIndexError.self) {
            try IndexFolder(file).index(IndexRecipe(corpus: "a")) { nil }
        }
        struct Broken: Error {}
        #expect(throws: Broken.self) { try folder.folder.index(IndexRecipe(corpus: "a")) { throw Broken() } }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["fichier"])
    }

    @Test func `answers many at once`() async throws {
        let index = try folder.index(Self.sheets)
        try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<200 { group.addTask { try index.ids("problématique") } }
            for try await ids in group { #expect(ids == ["problematique", "ironie"]) }
        }
    }

    @Test func `reads the words it has never seen as words that it has`() throws {
        let index = try folder.index(Self.sheets)
        for typo in ["probelmatique", "problmatique", "probllématique", "problématiqve"] {
            #expect(try index.ids(typo) == ["problematique", "ironie"], "\(typo)")
        }
        let question = index.question("alexndrins zzzzzz")
        #expect(question.respelled == ["alexndrins": ["alexandrin"]])
        #expect(index.question("problématique").respelled.isEmpty)
    }

    @Test func `looks for so many terms and no more`() throws {
        let index = try folder.index(Self.sheets)
        let text = (0..<5_000).map { "mot\($0)" }.joined(separator: " ")
        #expect(index.question(text).terms.count == SearchLimits.termsMax)
        #expect(try index.ids(text + " problématique").isEmpty)
    }
}
