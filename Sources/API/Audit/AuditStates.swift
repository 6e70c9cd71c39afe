import Events
import Projections

/// Shows one thing of a state, through the bodies of the live routes, personal values opened or left out.
struct AuditStates: Sendable {
    let tools: AuditTools
    let viewer: AuditViewer

    private var library: Library { Library(log: tools.log, keys: tools.keys(for: viewer)) }

    /// The answer; nil when the state has nothing of that id.
    ///
    /// - Throws: `EventLogError`, `PayloadError`, `CopieContentsError`.
    func json(of query: AuditStateQuery, in models: ReadModels) async throws -> [UInt8]? {
        switch query.view {
        case .classroom: try await classroom(query, models)
        case .account: try await account(query, models)
        case .copie: try await copie(query, models)
        }
    }

    private func classroom(_ query: AuditStateQuery, _ models: ReadModels) async throws -> [UInt8]? {
        guard let classroom = ClassID(query.id).flatMap({ models.classes[$0] }) else { return nil }
        return try await tools.queue.run {
            let dashboard = try ClassDashboard(of: classroom.teacher, in: models, library: library)
            return try encoded(AuditStateBody(query, models, dashboard))
        }
    }

    private func account(_ query: AuditStateQuery, _ models: ReadModels) async throws -> [UInt8]? {
        guard let id = PersonID(query.id) else { return nil }
        return try await tools.queue.run {
            guard let account = try AccountStateBody(id, in: models, library: library) else { return nil }
            return try encoded(AuditStateBody(query, models, account))
        }
    }

    private func copie(_ query: AuditStateQuery, _ models: ReadModels) async throws -> [UInt8]? {
        guard let copie = CopieID(query.id).flatMap({ models.copies[$0] }) else { return nil }
        // The texts' store has keys of its own: it is not asked unless they may be used.
        let body = try await CopieStateBody(
            copie, by: Authors(accounts: models.accounts, library: library), texts: viewer.unseals ? tools.texts : nil
        )
        return try encoded(AuditStateBody(query, models, body))
    }

    private func encoded(_ body: some Encodable) throws -> [UInt8] { [UInt8](try CanonicalJSON.encode(body)) }
}
