import Events

/// A fact for a sample log.
struct SampleFact {
    static let ana = PersonID(high: 0xA, low: 1)
    static let bruno = PersonID(high: 0xA, low: 2)
    static let copie = CopieID(high: 0xC, low: 1)
    static let run = CorrectionRunID(high: 0xD, low: 1)

    var subject: Subject
    var person: PersonID?
    var actor: Actor
    var event: Event
    /// The commit's when nil.
    var time: Timestamp?

    static let opened = SampleFact(
        subject: .log("essai"), actor: .system("essai"),
        event: .log(.opened(LogOpened(format: 1, name: "essai", timeline: 1, host: nil))))

    static func registered(_ person: PersonID, email: String = "ana@exemple.fr") -> SampleFact {
        SampleFact(
            subject: .account(person), person: person, actor: .user(person),
            event: .account(
                .registered(
                    AccountRegistered(
                        role: .eleve, emailHash: digest(person.low), email: .clear(email),
                        passwordHash: .clear("$argon2id$secret"), profile: .clear(ProfileFields()),
                        invitation: nil))))
    }

    static func session(_ number: UInt64, of person: PersonID) -> SampleFact {
        SampleFact(
            subject: .session(SessionID(high: 0x5, low: number)), person: person, actor: .anonymous,
            event: .session(
                .opened(
                    SessionOpened(
                        account: person, tokenHash: digest(1_000 + number), method: "password",
                        expiresAt: SampleLog.start.adding(seconds: 86_400),
                        endsAt: SampleLog.start.adding(seconds: 864_000), userAgent: nil))))
    }

    static let uploaded = SampleFact(
        subject: .copie(copie), person: ana, actor: .user(ana),
        event: .copie(
            .uploaded(
                CopieUploaded(
                    epreuve: EpreuveID(high: 0xE, low: 1), owner: ana, sha256: String(repeating: "a", count: 64),
                    blob: String(repeating: "b", count: 64), bytes: 48_213, declaredType: "application/pdf",
                    fileType: "application/pdf", pages: 3))))

    static let requested = SampleFact(
        subject: .copie(copie), person: ana, actor: .user(ana),
        event: .correction(.requested(CorrectionRequested(cause: .upload))))

    static let started = SampleFact(
        subject: .copie(copie), person: ana, actor: .system("correction-worker"),
        event: .correction(
            .started(
                CorrectionStarted(
                    run: run, attempt: 1, worker: "essai/1", leaseUntil: SampleLog.start.adding(seconds: 7_200)))))

    static func vital(_ value: Double, time: Timestamp? = nil) -> SampleFact {
        SampleFact(
            subject: .vital("LCP"), actor: .anonymous,
            event: .vital(
                .reported(
                    VitalReported(
                        name: .LCP, value: value, rating: .good, page: "/", metricID: nil, navigationType: nil))),
            time: time)
    }

    private static func digest(_ number: UInt64) -> String {
        Base64URL.encode((0..<32).map { UInt8(truncatingIfNeeded: number &* 31 &+ UInt64($0)) })
    }
}

extension SampleLog {
    /// Positions 1; 2, 3; 4; 5, 6; 7; 8, 9, 10: six commits, a minute apart.
    static func story(segmentBytesMax: Int = 64 << 20, from time: Timestamp = start) throws -> SampleLog {
        let log = try SampleLog(segmentBytesMax: segmentBytesMax, from: time)
        try log.makeKey(for: SampleFact.ana)
        try log.commit(.opened)
        try log.commit(.registered(SampleFact.ana), .session(1, of: SampleFact.ana))
        try log.commit(.vital(1_200))
        try log.commit(.uploaded, .requested)
        try log.commit(.started)
        try log.commit(.vital(900), .vital(2_600), .vital(4_500.5))
        return log
    }
}
