public import Events

/// Something that a verification found.
public struct LogProblem: Encodable, Equatable, Sendable {
    public enum Kind: String, Encodable, Sendable {
        /// A line that is not an intact record.
        case damagedLine
        /// A run of NUL bytes where a record should stand.
        case nulRun
        /// A position that does not follow the one before.
        case sequence
        /// A commit that is not whole, or not the one that its neighbours belong to.
        case commit
        /// A time before the one of the record before.
        case time
        /// An intact record whose payload is not of its type's shape.
        case payload
        case missingSegment
        /// A segment in the middle of the log without a record.
        case emptySegment
        case foreignFile
        /// The lines do not have the root that was published, or are fewer.
        case root
        /// A stored tile is missing, or is not what the lines give.
        case tile
        /// A file that the system does not let us read.
        case unreadableFile
        /// The end of a commit that was never made durable; the next start cuts it off.
        case tornTail
        /// A temporary file that a crash left.
        case leftover
    }

    public let kind: Kind
    /// The position concerned, when there is one.
    public let position: LogPosition?
    /// Relative to the log's directory.
    public let file: String?
    /// Bytes from the beginning of the file.
    public let offset: Int?
    /// What is wrong, in French.
    public let detail: String

    /// One line for people.
    public var line: String {
        var place: [String] = []
        if let position { place.append("position \(position)") }
        if let file { place.append(file) }
        if let offset { place.append("octet \(offset)") }
        return place.joined(separator: ", ") + " : " + detail
    }
}

extension RecordDefect {
    /// For operators.
    var french: String {
        switch self {
        case .noLineFeed: "la ligne n'a pas de fin de ligne"
        case .tooLong: "la ligne dépasse la taille d'un enregistrement"
        case .malformed: "la ligne n'est pas un enregistrement"
        case .unsupportedFormat(let version): "format \(version), plus récent que cette version ne lit"
        case .checksum(let expected, let found):
            "somme de contrôle \(String(found, radix: 16)) au lieu de \(String(expected, radix: 16))"
        case .sequence(let expected, let found): "position \(found) au lieu de \(expected)"
        case .commit(let found): "le commit \(found) ne va pas avec ses voisins"
        case .time: "l'heure recule"
        }
    }
}
