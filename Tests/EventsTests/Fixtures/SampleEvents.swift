@testable import Events

/// A fact of every type, with random values.
struct SampleEvents {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func all() -> [Event] { people() + teaching() + work() + reports() }

    private mutating func people() -> [Event] {
        [
            .account(
                .registered(
                    .init(
                        role: one(of: Role.allCases), emailHash: text(), email: secret(), passwordHash: secret(),
                        profile: .clear(profile()), invitation: maybe { $0.id() }))),
            .account(.roleChanged(.init(role: one(of: Role.allCases), previous: one(of: Role.allCases)))),
            .account(
                .passwordChanged(.init(cause: one(of: [.user, .operator, .upgrade]), passwordHash: secret()))),
            .account(
                .profileChanged(
                    .init(
                        changed: ProfileField.allCases.shuffled(using: &generator), profile: .clear(profile())))),
            .session(
                .opened(
                    .init(
                        account: id(), tokenHash: text(), method: text(), expiresAt: time(), endsAt: time(),
                        userAgent: maybe { $0.secret() }))),
            .session(.renewed(.init(expiresAt: time()))),
            .session(
                .closed(
                    .init(account: id(), cause: one(of: [.logout, .revoked, .passwordChanged, .operator])))),
            .invitation(.created(.init(role: one(of: Role.allCases), codeHash: text(), expiresAt: time()))),
            .invitation(.used(.init(account: id()))),
            .invitation(.revoked(.init())),
            .person(.erased(.init(cause: one(of: [.person, .admin, .operator])))),
        ]
    }

    private mutating func teaching() -> [Event] {
        [
            .classroom(.opened(.init(teacher: id(), code: text()))),
            .classroom(.codeRotated(.init(code: text()))),
            .classroom(.pupilEnrolled(.init(pupil: id()))),
            .classroom(.pupilLeft(.init(pupil: id()))),
            .classroom(.exported(.init(pupils: integer()))),
            .epreuve(
                .generated(
                    .init(
                        owner: id(), type: one(of: EpreuveType.allCases), origin: one(of: [.bank, .model]),
                        bankID: maybe { $0.text() }, matchesWish: boolean(),
                        bareme: .official(for: one(of: EpreuveType.allCases)),
                        content: .clear(
                            .init(
                                sujet: text(), texte: text(), consignes: text(), source: text(), motsCles: texts(),
                                oeuvre: maybe { $0.text() }, theme: maybe { $0.text() }))))),
        ]
    }

    private mutating func work() -> [Event] {
        [
            .copie(
                .uploaded(
                    .init(
                        epreuve: id(), owner: id(), sha256: text(), blob: text(), bytes: integer(),
                        declaredType: text(), fileType: text(), pages: maybe { $0.integer() }))),
            .copie(
                .read(
                    .init(
                        run: id(), method: one(of: [.textLayer, .ocr]), pages: integer(), words: integer(),
                        confidence: maybe { $0.number() }, textBlob: maybe { $0.text() }, text: maybe { $0.secret() })
                )),
            .correction(.requested(.init(cause: one(of: [.upload, .pupil, .teacher])))),
            .correction(.started(.init(run: id(), attempt: integer(), worker: text(), leaseUntil: time()))),
            .correction(
                .completed(
                    .init(
                        run: id(), attempt: integer(), note: halfPoints(), provider: text(), model: text(),
                        provisional: boolean(), correction: .clear(correction()), promptHash: maybe { $0.text() },
                        cause: maybe { $0.one(of: [.upload, .pupil, .teacher]) },
                        quotesDropped: maybe { $0.integer() }))),
            .correction(.marked(.init(note: halfPoints(), reason: secret()))),
            .correction(
                .postponed(
                    .init(run: id(), attempt: integer(), code: text(), reason: text(), nextAttemptAt: time()))),
            .correction(
                .failed(
                    .init(
                        run: id(), attempt: integer(), code: text(), reason: text(), final: boolean(),
                        nextAttemptAt: maybe { $0.time() }))),
            .correction(.commented(.init(comment: id(), text: secret()))),
        ]
    }

    private mutating func reports() -> [Event] {
        [
            .model(
                .budgetReached(
                    .init(
                        period: one(of: BudgetPeriod.allCases), limitMicroEuros: integer(),
                        spentMicroEuros: integer(),
                        until: time()))),
            .model(
                .called(
                    .init(
                        skill: text(), provider: text(), model: text(), tokensIn: integer(), tokensOut: integer(),
                        latencyMilliseconds: integer(), costMicroEuros: integer(), outcome: text(),
                        copie: maybe { $0.id() }))),
            .vital(
                .reported(
                    .init(
                        name: one(of: VitalName.allCases), value: number(), rating: one(of: VitalRating.allCases),
                        page: text(), metricID: maybe { $0.text() }, navigationType: maybe { $0.text() }))),
            .telemetry(
                .recorded(
                    .init(
                        kind: one(of: TelemetryKind.allCases), feature: secret(), path: maybe { $0.secret() },
                        payload: maybe { sample in
                            .clear([
                                sample.text(): .string(sample.text()), "n": .number(sample.number()),
                                "b": .boolean(sample.boolean()), "l": .strings(sample.texts()),
                            ])
                        }))),
            .search(
                .performed(.init(query: secret(), results: integer(), mode: one(of: SearchMode.allCases)))),
            .document(
                .added(
                    .init(
                        name: text(), title: text(), digest: text(), bytes: integer(), parts: integer(), text: text())
                )),
            .document(.partAdded(.init(part: integer(), text: text()))),
            .document(.removed(.init(name: text()))),
            .log(.opened(.init(format: integer(), name: text(), timeline: integer(), host: maybe { $0.text() }))),
            .account(.unsealingChanged(.init(mayUnseal: boolean()))),
            .account(.consentChanged(.init(recipient: text(), given: boolean()))),
            .audit(.consulted(.init(view: one(of: AuditView.allCases), query: text(), unsealed: boolean()))),
            .person(.exported(.init(cause: .admin))),
            .backup(
                .drilled(
                    .init(
                        succeeded: boolean(), from: text(), position: LogPosition(9), digest: text(),
                        bytes: integer(), milliseconds: integer()))),
            .log(
                .restored(
                    .init(
                        timeline: integer(), position: LogPosition(7), from: text(), abandonedOrigin: text(),
                        abandonedSize: integer(), abandonedRoot: text(), reason: text()))),
        ]
    }

    private mutating func correction() -> Correction {
        Correction(
            note: halfPoints(), bilan: .init(global: text(), pointsForts: texts(), axesAmelioration: texts()),
            rubriques: [
                .init(
                    titre: text(), note: halfPoints(), max: 20, appreciation: text(), conseils: texts(),
                    indices: texts())
            ],
            annotations: [
                .init(extrait: text(), commentaire: text(), type: one(of: Correction.Annotation.Kind.allCases))
            ],
            corrigeType: text(), conseilFinal: text(), provisoire: boolean(),
            correcteur: .init(
                fournisseur: text(), modele: text(), modeleDeLangue: boolean(), avertissement: maybe { $0.text() }))
    }

    private mutating func profile() -> ProfileFields {
        var fields = ProfileFields()
        fields.displayName = maybe { $0.text() }
        fields.onboardingCompleted = maybe { $0.boolean() }
        fields.selectedOeuvres = maybe { $0.texts() }
        fields.weakSkills = maybe { $0.texts() }
        return fields
    }

    private mutating func text() -> String { generator.text(12) }
    private mutating func texts() -> [String] { (0..<Int(generator.next() % 4)).map { _ in text() } }
    private mutating func secret() -> Personal<String> { .clear(text()) }
    private mutating func boolean() -> Bool { generator.next() % 2 == 0 }
    private mutating func integer() -> Int { Int(generator.next() % 2_000_000) - 1_000_000 }
    private mutating func number() -> Double { Double(Int(generator.next() % 2_000_000)) / 64 - 500 }
    private mutating func halfPoints() -> Double { Double(generator.next() % 41) / 2 }
    private mutating func id<Kind>() -> EntityID<Kind> { .random(using: &generator) }
    private mutating func one<Choice>(of choices: [Choice]) -> Choice {
        choices[Int(generator.next() % UInt64(choices.count))]
    }
    private mutating func time() -> Timestamp {
        Timestamp(microseconds: Int64(generator.next() % 4_000_000_000_000_000))
    }
    private mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? { boolean() ? value(&self) : nil }
}
