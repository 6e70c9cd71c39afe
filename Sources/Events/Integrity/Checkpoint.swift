/// What a log is at one moment: its origin, how many records it has, and the root over them (C2SP tlog-checkpoint).
public struct Checkpoint: Hashable, Sendable {
    /// Which log, and which timeline of it: `LogOrigin.checkpointOrigin`.
    public let origin: String
    /// How many records the tree covers: the position of the last one.
    public let size: UInt64
    public let root: MerkleHash
    /// Further lines, which this product neither writes nor understands.
    public let extensions: [String]

    /// Gathers the members.
    public init(origin: String, size: UInt64, root: MerkleHash, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The text that is signed.
    public var text: String {
        ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
    }

    /// Reads the text of a note.
    ///
    /// - Throws: `NoteError.notACheckpoint`.
    public init(_ text: String) throws(NoteError) {
        var lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { String(Substring($0)) }
        // The text ends in a line feed, so the last line is empty and no other is.
        guard lines.popLast() == "", lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }),
            let size = UInt64(lines[1]), String(size) == lines[1], let root = MerkleHash(base64: lines[2])
        else { throw .notACheckpoint }
        self.init(origin: lines[0], size: size, root: root, extensions: Array(lines[3...]))
    }

    /// The checkpoint in a note that is signed by the log's key.
    ///
    /// - Throws: `NoteError`, also when the checkpoint's origin is not the key's name.
    public init(_ note: SignedNote, by verifier: NoteVerifier) throws(NoteError) {
        try verifier.verify(note)
        try self.init(note.text)
        guard origin.utf8.elementsEqual(verifier.name.utf8) else {
            throw .otherOrigin(expected: verifier.name, found: origin)
        }
    }

    /// The last position that it covers.
    public var position: LogPosition { LogPosition(size) }
}
