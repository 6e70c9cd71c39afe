/// Why the French dictionary cannot be used.
public enum SpellCheckerError: Error, Equatable, Sendable, CustomStringConvertible {
    case dictionaryMissing(path: String)
    case unexpectedEncoding(String)
    case notLoaded(folder: String)

    public var description: String {
        switch self {
        case .dictionaryMissing(let path):
            "no readable dictionary file at \(path): install hunspell-fr, or point the corrector at its folder"
        case .unexpectedEncoding(let encoding):
            "the dictionary is in \(encoding), UTF-8 is needed: install the hunspell-fr of this distribution"
        case .notLoaded(let folder):
            "hunspell could not load the dictionary in \(folder): check that the files are whole"
        }
    }
}
