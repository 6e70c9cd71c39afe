/// The one table from case to stored type and version, and back. Stored names are never derived from type names.
extension Event {
    /// The stored type of the fact.
    public var type: EventType {
        switch self {
        case .account(let event): event.type
        case .session(let event): event.type
        case .invitation(let event): event.type
        case .classroom(let event): event.type
        case .epreuve(let event): event.type
        case .copie(let event): event.type
        case .correction(let event): event.type
        case .model(let event): event.type
        case .vital(let event): event.type
        case .telemetry(let event): event.type
        case .search(let event): event.type
        case .document(let event): event.type
        case .person(let event): event.type
        case .log(let event): event.type
        case .backup(let event): event.type
        case .audit(let event): event.type
        case .unknown(let text): EventType(text) ?? EventType(text, version: 1)
        }
    }

    func write(to out: inout PayloadWriter) {
        switch self {
        case .account(let event): event.payload.write(to: &out)
        case .session(let event): event.payload.write(to: &out)
        case .invitation(let event): event.payload.write(to: &out)
        case .classroom(let event): event.payload.write(to: &out)
        case .epreuve(let event): event.payload.write(to: &out)
        case .copie(let event): event.payload.write(to: &out)
        case .correction(let event): event.payload.write(to: &out)
        case .model(let event): event.payload.write(to: &out)
        case .vital(let event): event.payload.write(to: &out)
        case .telemetry(let event): event.payload.write(to: &out)
        case .search(let event): event.payload.write(to: &out)
        case .document(let event): event.payload.write(to: &out)
        case .person(let event): event.payload.write(to: &out)
        case .log(let event): event.payload.write(to: &out)
        case .backup(let event): event.payload.write(to: &out)
        case .audit(let event): event.payload.write(to: &out)
        case .unknown(let text):
            preconditionFailure("a record of the unknown type \(text) is copied, never written anew")
        }
    }
}

extension AccountEvent {
    var type: EventType {
        switch self {
        case .registered: EventType("fr.eaf.account.registered", version: 1)
        case .roleChanged: EventType("fr.eaf.account.role_changed", version: 1)
        case .passwordChanged: EventType("fr.eaf.account.password_changed", version: 1)
        case .profileChanged: EventType("fr.eaf.account.profile_changed", version: 1)
        case .unsealingChanged: EventType("fr.eaf.account.unsealing_changed", version: 1)
        case .consentChanged: EventType("fr.eaf.account.consent_changed", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .registered(let payload): payload
        case .roleChanged(let payload): payload
        case .passwordChanged(let payload): payload
        case .profileChanged(let payload): payload
        case .unsealingChanged(let payload): payload
        case .consentChanged(let payload): payload
        }
    }
}

extension SessionEvent {
    var type: EventType {
        switch self {
        case .opened: EventType("fr.eaf.session.opened", version: 1)
        case .renewed: EventType("fr.eaf.session.renewed", version: 1)
        case .closed: EventType("fr.eaf.session.closed", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .opened(let payload): payload
        case .renewed(let payload): payload
        case .closed(let payload): payload
        }
    }
}

extension InvitationEvent {
    var type: EventType {
        switch self {
        case .created: EventType("fr.eaf.invitation.created", version: 1)
        case .used: EventType("fr.eaf.invitation.used", version: 1)
        case .revoked: EventType("fr.eaf.invitation.revoked", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .created(let payload): payload
        case .used(let payload): payload
        case .revoked(let payload): payload
        }
    }
}

extension ClassEvent {
    var type: EventType {
        switch self {
        case .opened: EventType("fr.eaf.class.opened", version: 1)
        case .codeRotated: EventType("fr.eaf.class.code_rotated", version: 1)
        case .pupilEnrolled: EventType("fr.eaf.class.pupil_enrolled", version: 1)
        case .pupilLeft: EventType("fr.eaf.class.pupil_left", version: 1)
        case .exported: EventType("fr.eaf.class.exported", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .opened(let payload): payload
        case .codeRotated(let payload): payload
        case .pupilEnrolled(let payload): payload
        case .pupilLeft(let payload): payload
        case .exported(let payload): payload
        }
    }
}

extension EpreuveEvent {
    var type: EventType {
        switch self {
        case .generated: EventType("fr.eaf.epreuve.generated", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .generated(let payload): payload
        }
    }
}

extension CopieEvent {
    var type: EventType {
        switch self {
        case .uploaded: EventType("fr.eaf.copie.uploaded", version: 1)
        case .read: EventType("fr.eaf.copie.read", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .uploaded(let payload): payload
        case .read(let payload): payload
        }
    }
}

extension CorrectionEvent {
    var type: EventType {
        switch self {
        case .requested: EventType("fr.eaf.correction.requested", version: 1)
        case .started: EventType("fr.eaf.correction.started", version: 1)
        case .completed: EventType("fr.eaf.correction.completed", version: 1)
        case .failed: EventType("fr.eaf.correction.failed", version: 1)
        case .commented: EventType("fr.eaf.correction.commented", version: 1)
        case .marked: EventType("fr.eaf.correction.marked", version: 1)
        case .postponed: EventType("fr.eaf.correction.postponed", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .requested(let payload): payload
        case .started(let payload): payload
        case .completed(let payload): payload
        case .failed(let payload): payload
        case .commented(let payload): payload
        case .marked(let payload): payload
        case .postponed(let payload): payload
        }
    }
}

extension ModelEvent {
    var type: EventType {
        switch self {
        case .called: EventType("fr.eaf.model.called", version: 1)
        case .budgetReached: EventType("fr.eaf.budget.reached", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .called(let payload): payload
        case .budgetReached(let payload): payload
        }
    }
}

extension VitalEvent {
    var type: EventType {
        switch self {
        case .reported: EventType("fr.eaf.vital.reported", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .reported(let payload): payload
        }
    }
}

extension TelemetryEvent {
    var type: EventType {
        switch self {
        case .recorded: EventType("fr.eaf.telemetry.recorded", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .recorded(let payload): payload
        }
    }
}
