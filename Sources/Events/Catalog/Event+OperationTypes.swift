/// The table of `Event+Types.swift`, continued: the corpus, persons' rights, the log itself, and those who work on it.
extension SearchEvent {
    var type: EventType {
        switch self {
        case .performed: EventType("fr.eaf.search.performed", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .performed(let payload): payload
        }
    }
}

extension DocumentEvent {
    var type: EventType {
        switch self {
        case .added: EventType("fr.eaf.document.added", version: 1)
        case .partAdded: EventType("fr.eaf.document.part_added", version: 1)
        case .removed: EventType("fr.eaf.document.removed", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .added(let payload): payload
        case .partAdded(let payload): payload
        case .removed(let payload): payload
        }
    }
}

extension PersonEvent {
    var type: EventType {
        switch self {
        case .erased: EventType("fr.eaf.person.erased", version: 1)
        case .exported: EventType("fr.eaf.person.exported", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .erased(let payload): payload
        case .exported(let payload): payload
        }
    }
}

extension LogEvent {
    var type: EventType {
        switch self {
        case .opened: EventType("fr.eaf.log.opened", version: 1)
        case .restored: EventType("fr.eaf.log.restored", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .opened(let payload): payload
        case .restored(let payload): payload
        }
    }
}

extension BackupEvent {
    var type: EventType {
        switch self {
        case .drilled: EventType("fr.eaf.backup.drilled", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .drilled(let payload): payload
        }
    }
}

extension AuditEvent {
    var type: EventType {
        switch self {
        case .consulted: EventType("fr.eaf.audit.consulted", version: 1)
        }
    }

    var payload: any Payload {
        switch self {
        case .consulted(let payload): payload
        }
    }
}
