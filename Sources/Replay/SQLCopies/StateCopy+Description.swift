import Events
import GRDB
import Projections

/// What a copy says of itself: `meta`, `read_models` and `documentation`.
extension StateCopy {
    typealias MetaRow = (name: String, value: String, meaning: String)
    typealias DocumentationRow = (object: String, column: String, text: String)

    private static let meta = SQLTable<MetaRow>(
        "meta",
        "Ce que cette copie est ; seuls program_version et made_at changent d'une copie à l'autre d'un même état",
        key: ["name"],
        columns: [
            .text("name", "nom") { $0.name }, .text("value", "valeur") { $0.value },
            .text("meaning", "sens") { $0.meaning },
        ])

    private static let readModels = SQLTable<ReadModelsSummary.View>(
        "read_models", "Les modèles de lecture copiés, à comparer avec eaf replay --until POSITION --json",
        key: ["name"],
        columns: [
            .text("name", "nom du modèle, comme dans eaf replay --view", \.name),
            .integer("entries", "entrées", \.entries),
            .text("digest", "SHA-256 du modèle", \.digest),
        ])

    private static let documentation = SQLTable<DocumentationRow>(
        "documentation", "Ce que veut dire chaque table, vue et colonne", key: ["object", "column_name"],
        columns: [
            .text("object", "table ou vue") { $0.object },
            .text("column_name", "colonne ; vide pour la table ou la vue elle-même") { $0.column },
            .text("description", "sens") { $0.text },
        ])

    /// Every table that a copy has.
    static var tables: [SQLTableText] {
        SQLCatalog.models.flatMap { $0.tables.map(\.text) } + [meta.text, readModels.text, documentation.text]
    }

    func fillDescription(_ database: Database, _ rows: inout [String: Int]) throws {
        for table in [Self.meta.text, Self.readModels.text, Self.documentation.text] {
            try database.execute(sql: table.definition)
        }
        rows[Self.meta.text.name] = try Self.meta.fill(metaRows, database)
        rows[Self.readModels.text.name] = try Self.readModels.fill(summary.views, database)
        rows[Self.documentation.text.name] = try Self.documentation.fill(Self.documentationRows, database)
    }

    private var metaRows: [MetaRow] {
        [
            ("schema", SQLCatalog.version.description, "forme de la copie, aussi dans PRAGMA user_version"),
            ("position", models.position.description, "dernier enregistrement du journal pris en compte"),
            ("time", summary.time ?? "", "heure de cet enregistrement, UTC"),
            ("digest", summary.digest, "SHA-256 de l'état, comme eaf replay --json"),
            ("origin", models.log.origin?.source ?? "", "origine du journal : /eaf/nom/ligne-de-temps"),
            (
                "unknown_records", models.unknownRecords.description,
                "enregistrements de types inconnus de ce programme"
            ),
            (
                "last_erased_position", models.accounts.lastErasedAt.description,
                "dernier enregistrement qui a effacé une personne ; 0 : aucun"
            ),
            ("program_version", version, "version du programme qui a fait la copie"),
            ("made_at", now.milliseconds, "heure de la copie, UTC"),
        ]
    }

    private static var documentationRows: [DocumentationRow] {
        var rows: [DocumentationRow] = []
        for table in tables {
            rows.append((table.name, "", table.comment))
            rows += table.columns.map { (table.name, $0.name, $0.comment) }
        }
        for query in SQLCatalog.queries {
            rows.append((query.name, "", query.comment))
            rows += query.columns.map { (query.name, $0.name, $0.comment) }
        }
        return rows
    }
}
