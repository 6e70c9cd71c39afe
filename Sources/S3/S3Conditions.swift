/// Finds out whether a store honours conditions of writing, and how it wants them spelled.
///
/// Stores differ: some ignore `If-Match` without a word, which would let two shippers overwrite each other's manifest; Ceph's
/// gateway 16 honours it only without the quotes that RFC 9110 asks for. So the first condition of a process is preceded by a few
/// requests about an object kept for that, `conditions`, whose bytes are always the same.
actor S3Conditions {
    private enum Spelling { case quoted, bare, unknown }

    private static let key = "conditions"
    private static let bytes = Array("EAF Premium: asks whether this store honours conditional writes\n".utf8)
    private static let never = ObjectVersion("00000000000000000000000000000000")

    private let transport: S3Transport
    private var found: Spelling?

    init(_ transport: S3Transport) { self.transport = transport }

    func areHonoured() async throws(S3Error) -> Bool { try await spelling() != .unknown }

    /// The headers that state a condition; nil when the store does not honour them.
    func headers(for condition: PutCondition) async throws(S3Error) -> [(name: String, value: String)]? {
        let spelling = try await spelling()
        guard spelling != .unknown else { return nil }
        switch condition {
        case .always: return []
        case .ifAbsent: return Self.absent
        case .ifVersion(let version): return Self.match(version, spelling)
        }
    }

    private static let absent = [(name: "If-None-Match", value: "*")]

    private static func match(_ version: ObjectVersion, _ spelling: Spelling) -> [(name: String, value: String)] {
        [(name: "If-Match", value: spelling == .quoted ? "\"\(version.text)\"" : version.text)]
    }

    private func spelling() async throws(S3Error) -> Spelling {
        if let found { return found }
        let spelling = try await ask()
        found = spelling
        return spelling
    }

    private func ask() async throws(S3Error) -> Spelling {
        let created = try await holds(Self.absent)
        if created {
            guard try await !holds(Self.absent) else { return .unknown }
        }
        guard let version = try await transport.head(Self.key)?.version else { return .unknown }
        for spelling in [Spelling.quoted, .bare] {
            guard try await !holds(Self.match(Self.never, spelling)) else { return .unknown }
            if try await holds(Self.match(version, spelling)) { return spelling }
        }
        return .unknown
    }

    /// Whether the store writes the object under this condition.
    private func holds(_ headers: [(name: String, value: String)]) async throws(S3Error) -> Bool {
        var call = S3Call("PUT", Self.key)
        call.headers = headers
        call.body = Self.bytes
        let answer = try await transport.send(call)
        if answer.status == 200 { return true }
        // A store that says that it does not know the header is treated like one that refuses everything.
        guard answer.isConflict || answer.status == 501 else { throw answer.failure(Self.key) }
        return false
    }
}
