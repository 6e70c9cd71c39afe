import Events
import Projections

/// Reads what read models only point to: personal and bulky values, from the log, by position, opened with the vault's keys.
struct Library: Sendable {
    let log: any LogReader
    let keys: any KeyRing

    /// The fact at `position`, its personal values opened as far as keys exist.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func event(at position: LogPosition) throws -> (record: Record, event: Event) {
        let record = try log.record(at: position)
        return (record, try EventCatalog.current.event(of: record, opening: keys))
    }

    /// The profile as it is now, put together from the records that hold its parts.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func profile(of account: Account) throws -> ProfileFields {
        var profile = ProfileFields()
        for part in account.profile {
            switch try event(at: part.position).event {
            case .account(.registered(let data)):
                profile = profile.overlaid(with: data.profile.value ?? ProfileFields())
            case .account(.profileChanged(let data)):
                profile = profile.changed(by: data)
            default: continue
            }
        }
        return profile
    }

    /// The address that the account was registered with; nil when it was erased.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func email(of account: Account) throws -> String? {
        guard case .account(.registered(let data)) = try event(at: account.registeredAt).event else { return nil }
        return data.email.value
    }

    /// The PHC string of the account's password; nil when it was erased.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func passwordHash(of account: Account) throws -> String? {
        switch try event(at: account.passwordAt).event {
        case .account(.registered(let data)): data.passwordHash.value
        case .account(.passwordChanged(let data)): data.passwordHash.value
        default: nil
        }
    }

    /// A correction, and the record that gave it; nil when the pupil was erased.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func completed(at position: LogPosition) throws -> (data: CorrectionCompleted, correction: Correction)? {
        guard case .correction(.completed(let data)) = try event(at: position).event,
            let correction = data.correction.value
        else { return nil }
        return (data, correction)
    }

    /// The subject of an épreuve.
    ///
    /// - Throws: `EventLogError`, `PayloadError`.
    func generated(_ epreuve: GivenEpreuve) throws -> EpreuveGenerated? {
        guard case .epreuve(.generated(let data)) = try event(at: epreuve.position).event else { return nil }
        return data
    }
}
