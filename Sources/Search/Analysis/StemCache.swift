import Synchronization

/// Stems that were asked for before: a text repeats its words.
///
/// Shared by all threads, behind one lock, which the stemmer's handle needs anyhow.
final class StemCache: Sendable {
    /// Past so many words the cache begins anew.
    static let wordsMax = 200_000

    private struct Contents: ~Copyable {
        let stemmer: FrenchStemmer?
        var stems: [String: String] = [:]
    }

    static let shared = StemCache()

    private let contents = Mutex(Contents(stemmer: FrenchStemmer()))

    /// The stem of each word, in order.
    func stems(of words: [String]) -> [String] {
        contents.withLock { contents in
            words.map { word in
                if let stem = contents.stems[word] { return stem }
                let stem = contents.stemmer?.stem(word) ?? word
                if contents.stems.count >= Self.wordsMax { contents.stems.removeAll() }
                contents.stems[word] = stem
                return stem
            }
        }
    }
}
