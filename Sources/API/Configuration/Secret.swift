/// A text that must not be shown: printing, interpolating or dumping it gives its size only.
public struct Secret: Equatable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself.
    let revealed: String

    init(_ text: String) { revealed = text }

    public var description: String { "•••• (\(revealed.utf8.count) octets)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
