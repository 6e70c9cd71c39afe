/// Why a text cannot be added, in French: what is wrong, and with which file and line.
public struct ImportFault: Error, Equatable, Sendable {
    /// The rule that is broken.
    public let rule: String
    public var file: String?
    public var line: Int?

    init(_ rule: String, file: String? = nil, line: Int? = nil) {
        self.rule = rule
        self.file = file
        self.line = line
    }

    /// `corpus.jsonl, ligne 3 : le texte est vide`.
    public var message: String {
        let place = [file, line.map { "ligne \($0)" }].compactMap { $0 }.joined(separator: ", ")
        return place.isEmpty ? rule : "\(place) : \(rule)"
    }
}
