import Events
import Projections

extension SQLTables {
    static let classes = [
        SQLModelTable(schoolClass) { (view: ClassesView) in view.classes },
        SQLModelTable(classPupil) { (view: ClassesView) in
            view.classes.flatMap { row in
                zip(row.pupils, row.enrolments).enumerated().map { index, enrolled in
                    (row.id, index + 1, enrolled.0, enrolled.1)
                }
            }
        },
    ]

    private static let schoolClass = SQLTable<ClassesView.Row>(
        "classes", "Classes", key: ["id"], indexes: [["teacher"], ["code"]],
        columns: [
            .id("id", "identifiant de la classe", \.id),
            .id("teacher", "enseignant : accounts.id, sauf s'il a été effacé", \.teacher),
            .text("code", "code d'inscription actuel", \.code),
            .flag("is_closed", "1 : son enseignant a été effacé, plus personne ne s'y inscrit", \.isClosed),
        ])

    private static let classPupil = SQLTable<(ClassID, Int, PersonID, LogPosition)>(
        "class_pupils", "Élèves inscrits ; un élève est dans une classe au plus", key: ["class", "rank"],
        parent: .init("classes", ["class"], keys: ["id"]), indexes: [["pupil"]],
        columns: [
            .id("class", "classe : classes.id") { $0.0 },
            .integer("rank", "ordre d'inscription, à partir de 1") { $0.1 },
            .id("pupil", "élève : accounts.id, sauf s'il a été effacé") { $0.2 },
            .position("position", "enregistrement de l'inscription") { $0.3 },
        ])

    static let epreuves = [SQLModelTable(epreuve) { (view: EpreuvesView) in view.epreuves }]

    private static let epreuve = SQLTable<EpreuvesView.Row>(
        "epreuves", "Sujets donnés ; ceux des personnes effacées n'y sont plus", key: ["id"],
        indexes: [["owner", "position"], ["type"]],
        columns: [
            .id("id", "identifiant de l'épreuve", \.id),
            .id("owner", "personne : accounts.id", \.owner),
            .text("type", "commentaire, dissertation ou contraction_essai", \.type),
            .position("position", "enregistrement qui porte le sujet (scellé)", \.position),
            .text("created", "heure, UTC", \.created),
            .optionalText("bank_id", "numéro dans la banque de sujets", \.bankID),
        ])
}
