import Events
import Projections

extension SQLTables {
    static let copies = [
        SQLModelTable(copie) { (view: CopiesView) in view.copies },
        SQLModelTable(correction) { (view: CopiesView) in
            view.copies.flatMap { row in row.corrections.enumerated().map { (row.id, $0.offset + 1, $0.element) } }
        },
        SQLModelTable(mark) { (view: CopiesView) in
            view.copies.flatMap { row in row.marks.enumerated().map { (row.id, $0.offset + 1, $0.element) } }
        },
        SQLModelTable(comment) { (view: CopiesView) in
            view.copies.flatMap { row in row.comments.enumerated().map { (row.id, $0.offset + 1, $0.element) } }
        },
    ]

    private static let copie = SQLTable<CopieRow>(
        "copies", "Copies déposées ; celles des personnes effacées restent, sans rien qui mène à leurs mots",
        key: ["id"], indexes: [["owner", "uploaded_position"], ["status", "requested"], ["epreuve"], ["created"]],
        columns: [
            .id("id", "identifiant de la copie", \.id),
            .id("epreuve", "épreuve : epreuves.id, sauf si la personne a été effacée", \.epreuve),
            .id("owner", "personne : accounts.id, sauf si elle a été effacée", \.owner),
            .position("uploaded_position", "enregistrement du dépôt", \.uploadedAt),
            .text("created", "heure du dépôt, UTC", \.created),
            .text("blob", "SHA-256 du fichier scellé, son nom dans uploads/copies", \.blob),
            .text("status", "pending, processing, done ou error", \.status),
            .integer("attempts", "essais de correction depuis la dernière demande", \.attempts),
            .optionalText("run", "correction en cours") { $0.run?.description },
            .optionalText("lease_until", "bail de la correction en cours, UTC", \.leaseUntil),
            .optionalText("next_attempt", "prochain essai prévu, UTC", \.nextAttempt),
            .text("requested", "dernière demande de correction, UTC", \.requested),
            .optionalPosition(
                "failed_position", "enregistrement du dernier échec, s'il est le plus récent", \.failedAt),
            .optionalPosition("read_position", "enregistrement du texte lu (scellé)", \.readAt),
            .optionalText("text_blob", "SHA-256 du texte scellé, s'il est trop long pour le journal", \.textBlob),
            .text("cause", "raison de la dernière demande de correction : upload, pupil ou teacher", \.cause),
            .flag("is_erased", "1 : la personne a été effacée", \.isErased),
            .position("changed_position", "dernier enregistrement qui a changé la copie", \.changedAt),
        ])

    private static let correction = SQLTable<(CopieID, Int, CopieRow.CorrectionRow)>(
        "copie_corrections", "Corrections rendues, de la première à la dernière", key: ["copie", "rank"],
        parent: .init("copies", ["copie"], keys: ["id"]), indexes: [["time"], ["position"]],
        columns: [
            .id("copie", "copie : copies.id") { $0.0 },
            .integer("rank", "1 pour la première correction de la copie") { $0.1 },
            .position("position", "enregistrement de la correction (texte scellé)") { $0.2.position },
            .text("time", "heure, UTC") { $0.2.time },
            .real("note", "note sur 20") { $0.2.note },
        ])

    private static let mark = SQLTable<(CopieID, Int, CopieRow.CorrectionRow)>(
        "copie_marks", "Notes données par l'enseignant ; la dernière compte, quoi que disent les corrections",
        key: ["copie", "rank"], parent: .init("copies", ["copie"], keys: ["id"]),
        columns: [
            .id("copie", "copie : copies.id") { $0.0 },
            .integer("rank", "1 pour la première note de la copie") { $0.1 },
            .position("position", "enregistrement de la note (motif scellé)") { $0.2.position },
            .text("time", "heure, UTC") { $0.2.time },
            .real("note", "note sur 20") { $0.2.note },
        ])

    private static let comment = SQLTable<(CopieID, Int, LogPosition)>(
        "copie_comments", "Commentaires de l'enseignant, dans l'ordre", key: ["copie", "rank"],
        parent: .init("copies", ["copie"], keys: ["id"]),
        columns: [
            .id("copie", "copie : copies.id") { $0.0 },
            .integer("rank", "1 pour le premier") { $0.1 },
            .position("position", "enregistrement du commentaire (texte scellé)") { $0.2 },
        ])
}
