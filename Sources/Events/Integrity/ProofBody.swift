/// What the two forms of proofs share: lines, an empty line, and a checkpoint as it was signed.
struct ProofBody {
    /// The lines before the empty one.
    var lines: ArraySlice<String>
    let note: SignedNote

    /// Splits a file at its first empty line.
    init(_ bytes: some Collection<UInt8>) throws(NoteError) {
        let bytes = Array(bytes)
        guard bytes.count <= SignedNote.bytesMax,
            let gap = bytes.indices.dropLast().first(where: { bytes[$0] == 0x0A && bytes[$0 + 1] == 0x0A })
        else { throw .notAProof }
        guard let text = String(validating: bytes[..<gap], as: UTF8.self) else { throw .notAProof }
        lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }[...]
        note = try SignedNote(bytes[(gap + 2)...])
    }

    /// The number in the next line, which begins with `key`.
    mutating func number(after key: String) throws(NoteError) -> UInt64 {
        guard let line = lines.popFirst(), line.hasPrefix(key) else { throw .notAProof }
        let digits = line.dropFirst(key.count)
        guard let value = UInt64(digits), String(value) == digits else { throw .notAProof }
        return value
    }

    /// The hashes in all lines that are left.
    mutating func hashes(max: Int) throws(NoteError) -> [MerkleHash] {
        let hashes = lines.compactMap { MerkleHash(base64: $0) }
        guard hashes.count == lines.count, hashes.count <= max else { throw .notAProof }
        lines = []
        return hashes
    }
}
