import Events

/// Where the next page of a list begins, as a client gets it: opaque text that only this kind of list takes back.
///
/// It says after which record to go on, so pages neither repeat nor skip anything while the list grows at its head. Nothing in it is
/// secret or a permission: whoever makes one up pages through his own list.
struct Cursor: Equatable, Encodable, CustomStringConvertible {
    /// The kinds of lists. Numbers are never used again.
    enum List: UInt8 {
        case epreuves = 1
        case copies = 2
        case timeline = 3
        case sessions = 4
        case pupils = 5
        case copiesOfClass = 6
    }

    private static let version: UInt8 = 1
    private static let positionBytes = 8

    let list: List
    /// The record of the last item that was shown.
    let position: LogPosition

    init(_ list: List, _ position: LogPosition) {
        self.list = list
        self.position = position
    }

    /// Nil when the text is no cursor of this version.
    init?(_ text: String) {
        guard let bytes = Base64URL.decode(text), bytes.count == 2 + Self.positionBytes, bytes[0] == Self.version,
            let list = List(rawValue: bytes[1])
        else { return nil }
        self.list = list
        position = LogPosition(bytes[2...].reduce(0) { $0 << 8 | UInt64($1) })
    }

    var description: String {
        let bigEndian = (0..<Self.positionBytes).reversed().map {
            UInt8(truncatingIfNeeded: position.rawValue >> UInt64(8 * $0))
        }
        return Base64URL.encode([Self.version, list.rawValue] + bigEndian)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
