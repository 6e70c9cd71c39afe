import Foundation

/// The folder with the index file. Everything in it can be thrown away.
public struct IndexFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// Of the finished index of that recipe.
    func file(_ recipe: IndexRecipe) -> String { "\(path)/index-\(recipe.fingerprint).sqlite" }

    /// Where an index is made before it gets its name.
    func draft(_ recipe: IndexRecipe) -> String {
        "\(path)/.index-\(recipe.fingerprint)-\(ProcessInfo.processInfo.processIdentifier)-\(UInt32.random(in: 0...(.max))).part"
    }

    /// The index of that recipe, made if it is not there or not whole.
    ///
    /// - Parameter documents: hands out the documents, one after another; called only to make an index.
    /// - Throws: `SearchIndexError`, or what `documents` throws.
    public func index(
        _ recipe: IndexRecipe, documents: () throws -> CorpusDocument?
    ) throws -> (index: SearchIndex, isNew: Bool) {
        if let index = try? SearchIndex(self, recipe) { return (index, false) }
        try IndexBuilder(folder: self, recipe: recipe).build(documents)
        return (try SearchIndex(self, recipe), true)
    }

    /// Removes the indexes of other recipes, and drafts that a dead process left.
    ///
    /// A process that has one open goes on reading it.
    public func removeOthers(than recipe: IndexRecipe) {
        let own = (file(recipe) as NSString).lastPathComponent
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        for name in names where name != own && (name.hasPrefix("index-") || Self.isOldDraft(name, in: path)) {
            try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
        }
    }

    /// Removes everything: the next who asks for the index makes it.
    ///
    /// - Returns: how many files went.
    @discardableResult
    public func clear() -> Int {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter {
            $0.hasPrefix("index-") || $0.hasPrefix(".index-")
        }
        return names.count { (try? FileManager.default.removeItem(atPath: "\(path)/\($0)")) != nil }
    }

    /// Somebody may be writing a young one.
    private static func isOldDraft(_ name: String, in folder: String) -> Bool {
        guard name.hasPrefix(".index-"),
            let date = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")[.modificationDate]
                as? Date
        else { return false }
        return date.timeIntervalSinceNow < -3_600
    }
}
