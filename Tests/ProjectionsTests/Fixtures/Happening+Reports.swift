@testable import Events

/// What models, browsers and the log itself report.
extension Happening {
    static func called(
        _ model: String, skill: String = "correction", provider: String = "mistral", milliseconds: Int = 100,
        tokens: (in: Int, out: Int) = (0, 0), microEuros: Int = 0, outcome: String = "success"
    ) -> Happening {
        Happening(
            .modelCall(ModelCallID(number: 1)), by: .worker,
            .model(
                .called(
                    .init(
                        skill: skill, provider: provider, model: model, tokensIn: tokens.in, tokensOut: tokens.out,
                        latencyMilliseconds: milliseconds, costMicroEuros: microEuros, outcome: outcome, copie: nil)))
        )
    }

    static func budgetReached(_ period: BudgetPeriod = .day, until: Timestamp) -> Happening {
        Happening(
            .budget(period), by: .worker,
            .model(
                .budgetReached(
                    .init(period: period, limitMicroEuros: 5_000, spentMicroEuros: 5_120, until: until))))
    }

    static func measured(_ name: VitalName, _ value: Double, page: String = "/") -> Happening {
        Happening(
            .vital(name.rawValue), by: .anonymous,
            .vital(
                .reported(
                    .init(
                        name: name, value: value, rating: .of(name, value), page: page, metricID: nil,
                        navigationType: nil))))
    }

    static func recorded(by person: PersonID, _ kind: TelemetryKind = .navigation) -> Happening {
        Happening(
            .account(person), by: .user(person),
            .telemetry(.recorded(.init(kind: kind, feature: .clear("page"), path: nil, payload: nil))))
    }

    static func searched(by person: PersonID, _ mode: SearchMode = .lexical) -> Happening {
        Happening(
            .account(person), by: .user(person),
            .search(.performed(.init(query: .clear("ironie"), results: 3, mode: mode))))
    }

    static func documentAdded(_ name: String, digest: String = "un", bytes: Int = 40, parts: Int = 1) -> Happening {
        Happening(
            .document(.named(name)), by: .operator("root"),
            .document(
                .added(
                    .init(
                        name: name, title: name, digest: digest, bytes: bytes, parts: parts, text: "Il était une fois"
                    ))
            ))
    }

    static func documentPart(_ name: String, _ part: Int) -> Happening {
        Happening(
            .document(.named(name)), by: .operator("root"),
            .document(.partAdded(.init(part: part, text: "suite"))))
    }

    static func documentRemoved(_ name: String) -> Happening {
        Happening(
            .document(.named(name)), by: .operator("root"), .document(.removed(.init(name: name))))
    }

    static let logOpened = Happening(
        .log("essai"), by: .system("server"), .log(.opened(.init(format: 1, name: "essai", timeline: 1, host: nil))))

    /// Of a type that only a later release knows. Facts can hold it, `RecordEncoder` cannot write it.
    static let fromTheFuture = Happening(
        .log("essai"), by: .system("server"), .unknown("fr.eaf.plan.made.v1"))
}
