import Testing

@testable import Events
@testable import Projections

@Suite struct `Idempotency keys` {
    static let key = named("k")

    static func named(_ name: String, body: String = "{}", actor: String = "user/ana") -> IdempotencyKey {
        IdempotencyKey(actor: actor, route: "POST /copies", key: name, body: body.utf8)
    }

    static func day(_ day: Int, _ second: Int = 0) -> Timestamp {
        Timestamp(seconds: Int64(20_000 + day) * 86_400 + Int64(second))
    }

    static func handedIn(_ key: IdempotencyKey, at time: Timestamp) -> Happening {
        .handedIn(CopieID(number: 1), by: .ana).keyed(key).at(time)
    }

    @Test func `are new until a request was carried out under them`() throws {
        try Given(.logOpened, .handedIn(CopieID(number: 1), by: .ana)).then(Idempotency.self) { keys in
            #expect(keys.use(of: Self.key) == .new)
            #expect(!keys.isKnown(Self.key))
        }
    }

    @Test func `lead a repeated request to the first record of its command`() throws {
        let time = Self.day(0)
        try Given(
            .logOpened.at(time), Self.handedIn(Self.key, at: time),
            .requested(CopieID(number: 1), by: .ana).keyed(Self.key).at(time)
        ).then(Idempotency.self) { keys in
            #expect(keys.use(of: Self.key) == .repeated(2))
            #expect(keys.isKnown(Self.key))
        }
    }

    @Test func `are mismatched with another body`() throws {
        try Given(Self.handedIn(Self.key, at: Self.day(0))).then(Idempotency.self) { keys in
            #expect(keys.use(of: Self.named("k", body: "{ }")) == .mismatched)
            #expect(keys.isKnown(Self.named("k", body: "{ }")))
            #expect(keys.use(of: Self.named("l")) == .new)
        }
    }

    @Test func `are each actor's own, and each route's`() throws {
        try Given(Self.handedIn(Self.key, at: Self.day(0))).then(Idempotency.self) { keys in
            #expect(keys.use(of: Self.named("k", actor: "user/ben")) == .new)
            let other = IdempotencyKey(actor: "user/ana", route: "PUT /profil", key: "k", body: "{}".utf8)
            #expect(keys.use(of: other) == .new)
        }
    }

    @Test func `are honoured the whole day after, and forgotten with the first key of the next`() throws {
        let used = Self.handedIn(Self.key, at: Self.day(0, 86_399))
        func known(with later: Happening...) throws -> IdempotencyKey? {
            var found: IdempotencyKey?
            try Given([used] + later).then(Idempotency.self) { found = $0.isKnown(Self.key) ? Self.key : nil }
            return found
        }
        #expect(try known(with: Self.handedIn(Self.named("l"), at: Self.day(1, 86_399))) == Self.key)
        #expect(try known(with: Self.handedIn(Self.named("l"), at: Self.day(2))) == nil)
        // What has no key costs nothing and so clears nothing.
        #expect(try known(with: .logOpened.at(Self.day(2))) == Self.key)
    }

    @Test func `may be used again once they are forgotten`() throws {
        try Given(
            Self.handedIn(Self.key, at: Self.day(0)), Self.handedIn(Self.named("l"), at: Self.day(5)),
            Self.handedIn(Self.named("k", body: "new"), at: Self.day(5))
        ).then(Idempotency.self) { keys in
            #expect(keys.use(of: Self.key) == .mismatched)
            #expect(keys.use(of: Self.named("k", body: "new")) == .repeated(3))
            #expect(keys.use(of: Self.named("l")) == .repeated(2))
        }
    }

    @Test func `never pile up`() throws {
        let seed: UInt64 = 41
        var generator = SeededGenerator(seed: seed)
        let uses = (0..<2_000).map { number in
            Self.handedIn(Self.named("\(number)"), at: Self.day(number / 20, generator.below(20) * 60 + number % 20))
        }.sorted { ($0.time ?? Self.day(0)) < ($1.time ?? Self.day(0)) }
        try Given(uses).then(Idempotency.self) { keys in
            let known = (0..<2_000).filter { keys.isKnown(Self.named("\($0)")) }
            #expect(known == Array(1_960..<2_000), "seed \(seed)")
        }
    }

    @Test(arguments: ["", ".", "abc", "a.b.c", "AAAA.AAAA", "zu kurz.zu kurz"])
    func `of another form are passed over`(stored: String) {
        var keys = Idempotency()
        keys.apply(
            Fact(
                position: 1, time: Self.day(0), actor: .anonymous, subject: nil, idempotencyKey: stored,
                event: Happening.logOpened.event))
        #expect(keys == Idempotency())
    }

    @Test func `carry digests into the log and nothing of what the client chose`() throws {
        let key = Self.named("marie.dupont@example.org")
        #expect(!key.stored.contains("marie"))
        #expect(IdempotencyKey(stored: key.stored) == key)
    }
}
