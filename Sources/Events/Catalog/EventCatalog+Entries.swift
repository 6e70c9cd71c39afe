extension EventCatalog {
    /// Every type that this release reads and writes, at its current version.
    static let currentEntries: [EventCatalogEntry] = [
        .init("fr.eaf.account.registered", 1) { fields throws(PayloadError) in
            .account(.registered(try AccountRegistered(from: fields)))
        },
        .init("fr.eaf.account.role_changed", 1) { fields throws(PayloadError) in
            .account(.roleChanged(try AccountRoleChanged(from: fields)))
        },
        .init("fr.eaf.account.password_changed", 1) { fields throws(PayloadError) in
            .account(.passwordChanged(try AccountPasswordChanged(from: fields)))
        },
        .init("fr.eaf.account.profile_changed", 1) { fields throws(PayloadError) in
            .account(.profileChanged(try AccountProfileChanged(from: fields)))
        },
        .init("fr.eaf.account.unsealing_changed", 1) { fields throws(PayloadError) in
            .account(.unsealingChanged(try AccountUnsealingChanged(from: fields)))
        },
        .init("fr.eaf.account.consent_changed", 1) { fields throws(PayloadError) in
            .account(.consentChanged(try AccountConsentChanged(from: fields)))
        },
        .init("fr.eaf.session.opened", 1) { fields throws(PayloadError) in
            .session(.opened(try SessionOpened(from: fields)))
        },
        .init("fr.eaf.session.renewed", 1) { fields throws(PayloadError) in
            .session(.renewed(try SessionRenewed(from: fields)))
        },
        .init("fr.eaf.session.closed", 1) { fields throws(PayloadError) in
            .session(.closed(try SessionClosed(from: fields)))
        },
        .init("fr.eaf.invitation.created", 1) { fields throws(PayloadError) in
            .invitation(.created(try InvitationCreated(from: fields)))
        },
        .init("fr.eaf.invitation.used", 1) { fields throws(PayloadError) in
            .invitation(.used(try InvitationUsed(from: fields)))
        },
        .init("fr.eaf.invitation.revoked", 1) { fields throws(PayloadError) in
            .invitation(.revoked(try InvitationRevoked(from: fields)))
        },
        .init("fr.eaf.class.opened", 1) { fields throws(PayloadError) in
            .classroom(.opened(try ClassOpened(from: fields)))
        },
        .init("fr.eaf.class.code_rotated", 1) { fields throws(PayloadError) in
            .classroom(.codeRotated(try ClassCodeRotated(from: fields)))
        },
        .init("fr.eaf.class.pupil_enrolled", 1) { fields throws(PayloadError) in
            .classroom(.pupilEnrolled(try PupilEnrolled(from: fields)))
        },
        .init("fr.eaf.class.pupil_left", 1) { fields throws(PayloadError) in
            .classroom(.pupilLeft(try PupilLeft(from: fields)))
        },
        .init("fr.eaf.class.exported", 1) { fields throws(PayloadError) in
            .classroom(.exported(try ClassExported(from: fields)))
        },
        .init("fr.eaf.epreuve.generated", 1) { fields throws(PayloadError) in
            .epreuve(.generated(try EpreuveGenerated(from: fields)))
        },
        .init("fr.eaf.copie.uploaded", 1) { fields throws(PayloadError) in
            .copie(.uploaded(try CopieUploaded(from: fields)))
        },
        .init("fr.eaf.copie.read", 1) { fields throws(PayloadError) in
            .copie(.read(try CopieRead(from: fields)))
        },
        .init("fr.eaf.correction.requested", 1) { fields throws(PayloadError) in
            .correction(.requested(try CorrectionRequested(from: fields)))
        },
        .init("fr.eaf.correction.started", 1) { fields throws(PayloadError) in
            .correction(.started(try CorrectionStarted(from: fields)))
        },
        .init("fr.eaf.correction.completed", 1) { fields throws(PayloadError) in
            .correction(.completed(try CorrectionCompleted(from: fields)))
        },
        .init("fr.eaf.correction.failed", 1) { fields throws(PayloadError) in
            .correction(.failed(try CorrectionFailed(from: fields)))
        },
        .init("fr.eaf.correction.commented", 1) { fields throws(PayloadError) in
            .correction(.commented(try CorrectionCommented(from: fields)))
        },
        .init("fr.eaf.correction.marked", 1) { fields throws(PayloadError) in
            .correction(.marked(try CorrectionMarked(from: fields)))
        },
        .init("fr.eaf.correction.postponed", 1) { fields throws(PayloadError) in
            .correction(.postponed(try CorrectionPostponed(from: fields)))
        },
        .init("fr.eaf.budget.reached", 1) { fields throws(PayloadError) in
            .model(.budgetReached(try BudgetReached(from: fields)))
        },
        .init("fr.eaf.model.called", 1) { fields throws(PayloadError) in
            .model(.called(try ModelCalled(from: fields)))
        },
        .init("fr.eaf.vital.reported", 1) { fields throws(PayloadError) in
            .vital(.reported(try VitalReported(from: fields)))
        },
        .init("fr.eaf.telemetry.recorded", 1) { fields throws(PayloadError) in
            .telemetry(.recorded(try TelemetryRecorded(from: fields)))
        },
        .init("fr.eaf.search.performed", 1) { fields throws(PayloadError) in
            .search(.performed(try SearchPerformed(from: fields)))
        },
        .init("fr.eaf.document.added", 1) { fields throws(PayloadError) in
            .document(.added(try DocumentAdded(from: fields)))
        },
        .init("fr.eaf.document.part_added", 1) { fields throws(PayloadError) in
            .document(.partAdded(try DocumentPartAdded(from: fields)))
        },
        .init("fr.eaf.document.removed", 1) { fields throws(PayloadError) in
            .document(.removed(try DocumentRemoved(from: fields)))
        },
        .init("fr.eaf.person.erased", 1) { fields throws(PayloadError) in
            .person(.erased(try PersonErased(from: fields)))
        },
        .init("fr.eaf.person.exported", 1) { fields throws(PayloadError) in
            .person(.exported(try PersonExported(from: fields)))
        },
        .init("fr.eaf.log.opened", 1) { fields throws(PayloadError) in
            .log(.opened(try LogOpened(from: fields)))
        },
        .init("fr.eaf.log.restored", 1) { fields throws(PayloadError) in
            .log(.restored(try LogRestored(from: fields)))
        },
        .init("fr.eaf.backup.drilled", 1) { fields throws(PayloadError) in
            .backup(.drilled(try BackupDrilled(from: fields)))
        },
        .init("fr.eaf.audit.consulted", 1) { fields throws(PayloadError) in
            .audit(.consulted(try AuditConsulted(from: fields)))
        },
    ]
}
