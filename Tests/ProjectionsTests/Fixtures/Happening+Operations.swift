@testable import Events

/// What operators and auditors do, and what persons ask of them.
extension Happening {
    static func unsealing(_ id: PersonID, _ mayUnseal: Bool) -> Happening {
        Happening(
            .account(id), by: .operator("root"), .account(.unsealingChanged(.init(mayUnseal: mayUnseal))))
    }

    static func consent(_ id: PersonID, to recipient: String, _ given: Bool) -> Happening {
        Happening(
            .account(id), by: .user(id), .account(.consentChanged(.init(recipient: recipient, given: given))))
    }

    static func consulted(by id: PersonID, _ view: AuditView) -> Happening {
        Happening(
            .log("essai"), by: .user(id), .audit(.consulted(.init(view: view, query: "type=copie", unsealed: false))))
    }

    static func personExported(_ id: PersonID) -> Happening {
        Happening(.account(id), by: .user(id), .person(.exported(.init(cause: .person))))
    }

    static func drilled(_ succeeded: Bool, through position: LogPosition) -> Happening {
        Happening(
            .log("essai"), by: .operator("root"),
            .backup(
                .drilled(
                    .init(
                        succeeded: succeeded, from: "manifest", position: position, digest: "digest", bytes: 9,
                        milliseconds: 7))))
    }

    static func restored(timeline: Int, keeping position: LogPosition) -> Happening {
        Happening(
            .log("essai"), by: .operator("root"),
            .log(
                .restored(
                    .init(
                        timeline: timeline, position: position, from: "manifest",
                        abandonedOrigin: "localhost/essai/\(timeline - 1)",
                        abandonedSize: Int(clamping: position.rawValue) + 3, abandonedRoot: "root", reason: "essai")))
        )
    }
}
