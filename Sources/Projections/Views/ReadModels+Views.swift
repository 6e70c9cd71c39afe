extension ReadModels {
    /// The read model of that name, laid open; nil when there is none, see `names`.
    ///
    /// - Throws: `SnapshotError.malformed` when a view does not know its model's form: a fault of this build.
    public func view(named name: String) throws(SnapshotError) -> (any ReadModelView)? {
        switch name {
        case Accounts.name: try accounts.view(as: AccountsView.self)
        case Sessions.name: try sessions.view(as: SessionsView.self)
        case Invitations.name: try invitations.view(as: InvitationsView.self)
        case Classes.name: try classes.view(as: ClassesView.self)
        case Epreuves.name: try epreuves.view(as: EpreuvesView.self)
        case Copies.name: try copies.view(as: CopiesView.self)
        case Timeline.name: try timeline.view(as: TimelineView.self)
        case Badges.name: try badges.view(as: BadgesView.self)
        case ModelCalls.name: try modelCalls.view(as: ModelCallsView.self)
        case Vitals.name: try vitals.view(as: VitalsView.self)
        case Corpus.name: try corpus.view(as: CorpusView.self)
        case Idempotency.name: try idempotency.view(as: IdempotencyView.self)
        case LogHistory.name: try log.view(as: LogView.self)
        default: nil
        }
    }

    /// Figures and digests of every read model, and one digest of all.
    ///
    /// - Throws: as `view(named:)`, or `EncodingError` when a number is not finite.
    public func summary() throws -> ReadModelsSummary { try ReadModelsSummary(self) }
}
