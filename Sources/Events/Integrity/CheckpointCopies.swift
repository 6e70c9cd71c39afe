/// The two copies of the last signed checkpoint, as they were found.
///
/// They are written one after the other, the signer's own first; so after a crash that one may be the newer.
struct CheckpointCopies {
    /// One copy.
    enum Copy {
        case missing
        case believed(SignedCheckpoint)
        /// It is there, and is not a checkpoint that the key signed.
        case refused(NoteError)
    }

    let place: TreePlace
    /// In the log's directory.
    let published: Copy
    /// Beside the key.
    let signed: Copy

    /// Reads both copies; they are believed when `key` signed them under the name of their own origin.
    ///
    /// - Throws: `FileError` when a file is there and cannot be read.
    init(_ place: TreePlace, key: SigningKey, files: any FileLayer) throws(FileError) {
        self.place = place
        published = try Self.read(place.published, key, files)
        signed = try Self.read(place.signed, key, files)
    }

    /// A position that the log is known to have reached, before its origin is known: what its directory says, or what was
    /// signed later under the same origin. A restore that cuts the log takes the published copy away.
    var floor: LogPosition {
        guard case .believed(let published) = published else { return .zero }
        guard case .believed(let signed) = signed, signed.checkpoint.origin == published.checkpoint.origin else {
            return published.checkpoint.position
        }
        return max(published.checkpoint.position, signed.checkpoint.position)
    }

    /// Whether both are of this one; the published copy may have cosignatures besides.
    func areAll(_ last: SignedCheckpoint) -> Bool {
        guard case .believed(let published) = published, case .believed(let signed) = signed else { return false }
        return published.checkpoint == last.checkpoint && signed.checkpoint == last.checkpoint
    }

    private static func read(_ path: String, _ key: SigningKey, _ files: any FileLayer) throws(FileError) -> Copy {
        guard try files.exists(path) else { return .missing }
        let bytes = try files.readWhole(path)
        do throws(NoteError) {
            let note = try SignedNote(bytes)
            let origin = try Checkpoint(note.text).origin
            guard NoteSignature.isName(origin) else { return .refused(.notACheckpoint) }
            return .believed(try SignedCheckpoint(note, by: NoteSigner(name: origin, key: key).verifier))
        } catch {
            return .refused(error)
        }
    }
}
