/// The file that proves that a record is in the log, to somebody who has the log's public key and nothing else (C2SP tlog-proof).
public struct TlogProof: Hashable, Sendable {
    /// What such files are called.
    public static let fileExtension = "tlog-proof"
    static let header = "c2sp.org/tlog-proof@v1"
    /// A tree of 2^64 leaves needs no more.
    private static let hashesMax = 64

    /// What the maker wanted to add; nothing vouches for it.
    public let extra: [UInt8]?
    /// The record's position less one.
    public let index: UInt64
    public let hashes: [MerkleHash]
    /// The checkpoint that it is proved against.
    public let note: SignedNote

    /// Gathers the members.
    public init(extra: [UInt8]? = nil, index: UInt64, hashes: [MerkleHash], note: SignedNote) {
        self.extra = extra
        self.index = index
        self.hashes = hashes
        self.note = note
    }

    /// The file.
    public var text: String {
        var lines = [Self.header]
        if let extra { lines.append("extra \(Base64.encode(extra))") }
        lines.append("index \(index)")
        lines += hashes.map(\.base64)
        return lines.map { $0 + "\n" }.joined() + "\n" + note.encoded
    }

    /// Reads a file.
    ///
    /// - Throws: `NoteError.notAProof`, `.notANote`.
    public init(_ bytes: some Collection<UInt8>) throws(NoteError) {
        var body = try ProofBody(bytes)
        guard body.lines.popFirst() == Self.header else { throw .notAProof }
        if body.lines.first?.hasPrefix("extra ") == true {
            guard let extra = Base64.decode(body.lines.removeFirst().dropFirst("extra ".count)) else {
                throw .notAProof
            }
            self.extra = extra
        } else {
            extra = nil
        }
        index = try body.number(after: "index ")
        hashes = try body.hashes(max: Self.hashesMax)
        note = body.note
    }

    /// Checks that the log whose key is given has `leaf` at the index.
    ///
    /// - Returns: the checkpoint that says so.
    /// - Throws: `NoteError`, `ProofError`.
    @discardableResult
    public func verify(leaf: MerkleHash, by verifier: NoteVerifier) throws -> Checkpoint {
        let checkpoint = try Checkpoint(note, by: verifier)
        try InclusionProof(index: index, size: checkpoint.size, hashes: hashes)
            .verify(leaf: leaf, root: checkpoint.root)
        return checkpoint
    }
}
