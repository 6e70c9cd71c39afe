import CLibStemmer

/// Snowball's stemmer for French (<https://snowballstem.org/algorithms/french/stemmer.html>).
///
/// A handle has a buffer of its own, so one value serves one thread at a time; its owner sees to that.
@safe
struct FrenchStemmer: ~Copyable {
    private let handle: OpaquePointer

    /// Nil when the library has no French, which no release of it lacks.
    init?() {
        guard let handle = unsafe sb_stemmer_new("french", "UTF_8") else { return nil }
        unsafe self.handle = handle
    }

    deinit { unsafe sb_stemmer_delete(handle) }

    /// The stem of a folded word; the word itself when there is no memory for a stem.
    func stem(_ word: String) -> String {
        let bytes = Array(word.utf8)
        return unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress, let count = Int32(exactly: buffer.count),
                let stem = unsafe sb_stemmer_stem(handle, start, count)
            else { return word }
            let length = unsafe Int(sb_stemmer_length(handle))
            return unsafe String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
        }
    }
}
