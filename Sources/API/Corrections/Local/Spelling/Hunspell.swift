import CLibHunspell

/// Owns one hunspell dictionary; hunspell is not thread-safe, so `SpellChecker` keeps it inside an actor.
@safe struct Hunspell: ~Copyable {
    private let handle: OpaquePointer

    /// Takes over a handle made by `Hunspell_create`.
    init(adopting handle: OpaquePointer) {
        unsafe self.handle = unsafe handle
    }

    /// Loads a dictionary, which must be in UTF-8.
    ///
    /// hunspell makes an empty dictionary of files that are missing, so the caller checks them before.
    static func open(affixes: String, words: String) throws(SpellCheckerError) -> Hunspell {
        guard let handle = unsafe Hunspell_create(affixes, words) else {
            throw .notLoaded(folder: affixes)
        }
        let dictionary = unsafe Hunspell(adopting: handle)
        let encoding = dictionary.encoding
        guard encoding == "UTF-8" else { throw .unexpectedEncoding(encoding) }
        return dictionary
    }

    var encoding: String {
        guard let name = unsafe Hunspell_get_dic_encoding(handle) else { return "" }
        return unsafe String(cString: name)
    }

    func knows(_ word: String) -> Bool {
        unsafe Hunspell_spell(handle, word) != 0
    }

    deinit {
        unsafe Hunspell_destroy(handle)
    }
}
