/// One key signs every timeline of a log, each under its own name.
extension NoteVerifier {
    /// The same key under the name of another timeline of the same log; nil for another log's name.
    public func named(_ origin: String) -> NoteVerifier? {
        let own = name.split(separator: "/", omittingEmptySubsequences: false)
        let other = origin.split(separator: "/", omittingEmptySubsequences: false)
        guard own.count > 1, own.dropLast() == other.dropLast(), other.last.map({ UInt64($0) != nil }) == true else {
            return nil
        }
        return NoteVerifier(name: origin, key: key, kind: kind)
    }
}

extension Checkpoint {
    /// The checkpoint in a note that is signed by the log's key, on whatever timeline.
    ///
    /// - Throws: `NoteError`.
    public init(ofAnyTimeline note: SignedNote, by verifier: NoteVerifier) throws(NoteError) {
        let found = try Checkpoint(note.text)
        guard let named = verifier.named(found.origin) else {
            throw .otherOrigin(expected: verifier.name, found: found.origin)
        }
        try self.init(note, by: named)
    }
}
