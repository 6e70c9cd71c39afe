import Projections

/// Everything that a copy has: the tables of each read model, and the views over them.
enum SQLCatalog {
    /// The form of the copy, as its `PRAGMA user_version`; another table or column means another number.
    static let version = 2

    /// The tables of one read model, parents before their children.
    struct Model: Sendable {
        /// As in `ReadModels.names`.
        let name: String
        let tables: [SQLModelTable]
    }

    static let models: [Model] = [
        Model(name: Accounts.name, tables: SQLTables.accounts),
        Model(name: Sessions.name, tables: SQLTables.sessions),
        Model(name: Invitations.name, tables: SQLTables.invitations),
        Model(name: Classes.name, tables: SQLTables.classes),
        Model(name: Epreuves.name, tables: SQLTables.epreuves),
        Model(name: Copies.name, tables: SQLTables.copies),
        Model(name: Timeline.name, tables: SQLTables.timeline),
        Model(name: Badges.name, tables: SQLTables.badges),
        Model(name: ModelCalls.name, tables: SQLTables.modelCalls),
        Model(name: Vitals.name, tables: SQLTables.vitals),
        Model(name: Corpus.name, tables: SQLTables.corpus),
        Model(name: Idempotency.name, tables: SQLTables.idempotency),
        Model(name: LogHistory.name, tables: SQLTables.log),
    ]

    static let queries = [
        SQLQueries.copies, SQLQueries.marksByClass, SQLQueries.correctionsByDay, SQLQueries.callsByProvider,
    ]
}

/// The tables of each read model, one file a feature.
enum SQLTables {}
