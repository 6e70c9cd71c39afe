import Events
import Projections

extension SQLTables {
    static let corpus = [
        SQLModelTable(document) { (view: CorpusView) in view.documents },
        SQLModelTable(corpusState) { (view: CorpusView) in [view] },
    ]

    private static let document = SQLTable<CorpusView.Row>(
        "corpus_documents", "Textes de l'établissement dans la bibliothèque", key: ["name"], indexes: [["id"]],
        columns: [
            .text("name", "identifiant donné par l'établissement", \.name),
            .id("id", "identifiant dans le journal", \.id),
            .text("digest", "SHA-256 du titre et du texte", \.digest),
            .integer("bytes", "taille du texte en octets", \.bytes),
            .position("position", "premier enregistrement du texte", \.position),
            .integer("parts", "enregistrements du texte, à la suite", \.parts),
            .text("added_at", "date de l'ajout", \.added),
            .integer("version", "combien de textes ont porté ce nom", \.version),
        ])

    private static let corpusState = SQLTable<CorpusView>(
        "corpus_state", "Dernier changement des textes de l'établissement : une ligne", key: ["changed_at"],
        columns: [.position("changed_at", "enregistrement qui l'a fait ; 0 : aucun", \.changedAt)])
}
