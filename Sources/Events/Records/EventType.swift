/// The stored name of a fact and the version of its shape: `fr.eaf.copie.uploaded.v1`.
public struct EventType: Hashable, Sendable, CustomStringConvertible {
    /// Without the version: `fr.eaf.copie.uploaded`.
    public let name: String
    /// From 1.
    public let version: Int

    /// Names a fact.
    public init(_ name: String, version: Int) {
        self.name = name
        self.version = version
    }

    /// Reads `name.vN`; nil when there is no version.
    public init?(_ text: String) {
        guard let mark = text.lastIndex(of: "."), text[mark...].hasPrefix(".v"),
            let version = Int(text[mark...].dropFirst(2)), version > 0
        else { return nil }
        self.init(String(text[..<mark]), version: version)
    }

    public var description: String { "\(name).v\(version)" }
}
