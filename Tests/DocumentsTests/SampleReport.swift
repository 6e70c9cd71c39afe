@testable import Documents

/// A report as a copie of the bank's first subject might get it.
enum SampleReport {
    static let rubrics = [
        CorrectionReport.Rubric(
            title: "Compréhension du texte", note: 3, max: 4,
            appreciation: "Le sonnet est bien situé et la rencontre bien comprise ; la chute reste paraphrasée.",
            advice: ["Dites ce que « fugitive beauté » doit au titre du recueil."]),
        CorrectionReport.Rubric(
            title: "Analyse littéraire", note: 5.5, max: 8,
            appreciation:
                "Les procédés sont nommés ; l’oxymore « la douceur qui fascine et le plaisir qui tue » mérite "
                + "mieux qu’une mention.",
            advice: ["Un procédé, une citation, un effet.", "Étudiez le rejet du vers 4."]),
        CorrectionReport.Rubric(
            title: "Expression écrite", note: 2.5, max: 4, appreciation: "Langue claire, quelques accords oubliés.",
            advice: []),
        CorrectionReport.Rubric(
            title: "Organisation", note: 2.5, max: 4, appreciation: "Deux axes annoncés, le second à peine traité.",
            advice: ["Équilibrez les deux parties."]),
    ]

    static let correction = CorrectionReport.Correction(
        overview:
            "Un commentaire sensible et honnêtement construit, où l’œuvre est lue de près. Le second axe manque d’appuis.",
        strengths: ["Une lecture juste de la « fugitive beauté »", "Des citations brèves et exactes"],
        improvements: ["Analyser les procédés au lieu de les nommer", "Conclure sur le sens de la rencontre"],
        rubrics: rubrics,
        annotations: [
            .init(
                quote: "Un éclair... puis la nuit !", remark: "Bonne citation : montrez ce que fait l’ellipse.",
                kind: .remark),
            .init(quote: "le poète il regarde", remark: "Le sujet est repris deux fois.", kind: .mistake),
            .init(quote: "la ville efface ce qu’elle montre", remark: "Très belle formule.", kind: .praise),
        ],
        modelAnswer: "I. La ville et le vacarme : « La rue assourdissante autour de moi hurlait ».\n"
            + "II. L’apparition : une allure, un deuil, une statue.\nIII. La perte : du passé simple au futur.",
        advice: "Relisez le sonnet à voix haute, puis rédigez votre second axe en une page.",
        warning: "Note indicative : aucun enseignant n’a encore relu cette correction.")

    static let comments = [
        CorrectionReport.Comment(
            author: "Mme Curie", date: "3 mars 2026 à 10 h 20",
            text: "Bonne lecture ; reprenez la deuxième partie.\nNous en parlerons jeudi.")
    ]

    /// In the order of reading.
    static let golden = [
        "Rapport de correction", "Léa Martin", "Commentaire", "Les Fleurs du mal", "2 mars 2026 à 15 h 05", "13,5",
        "Assez bien",
        "Note proposée par le correcteur intégré (règles, sans modèle de langue), le 2 mars 2026 à 15 h 05.",
        "Note indicative : aucun enseignant n’a encore relu cette correction.", "Sujet",
        "Dans la section « Tableaux parisiens », Baudelaire fait de la grande ville le lieu d’une rencontre aussitôt "
            + "perdue. Vous commenterez ce sonnet, intitulé « À une passante ».",
        "Bilan", "où l’œuvre est lue de près. Le second axe manque d’appuis.", "Points forts",
        "Une lecture juste de la « fugitive beauté »", "Axes d’amélioration", "Conclure sur le sens de la rencontre",
        "Notation par critère", "Compréhension du texte", "la chute reste paraphrasée.", "Analyse littéraire",
        "mérite mieux qu’une mention.", "Un procédé, une citation, un effet.", "Étudiez le rejet du vers 4.",
        "Expression écrite", "quelques accords oubliés.", "Organisation", "Équilibrez les deux parties.",
        "Conseil pour la suite", "Annotations de la copie", "REMARQUE", "« Un éclair... puis la nuit ! »",
        "montrez ce que fait l’ellipse.", "À CORRIGER", "« le poète il regarde »", "RÉUSSI", "Éléments de corrigé",
        "« La rue assourdissante autour de moi hurlait ».", "II. L’apparition", "Commentaire de l’enseignant",
        "Mme Curie, 3 mars 2026 à 10 h 20", "Bonne lecture ; reprenez la deuxième partie.",
        "Nous en parlerons jeudi.",
    ]

    static let mark = CorrectionReport.Mark(
        note: 13.5, mention: "Assez bien",
        origin: "Note proposée par le correcteur intégré (règles, sans modèle de langue), le 2 mars 2026 à 15 h 05.",
        reason: nil)

    static let subject =
        "Dans la section « Tableaux parisiens », Baudelaire fait de la grande ville le lieu d’une rencontre "
        + "aussitôt perdue. Vous commenterez ce sonnet, intitulé « À une passante »."

    static func report(
        pupil: String = "Léa Martin", subject: String = subject, mark: CorrectionReport.Mark = mark,
        correction: CorrectionReport.Correction? = correction, comments: [CorrectionReport.Comment] = comments
    ) -> CorrectionReport {
        CorrectionReport(
            reference: "e86f20c3", pupil: pupil, epreuve: "Commentaire", oeuvre: "Les Fleurs du mal",
            subject: subject,
            handedIn: "2 mars 2026 à 15 h 05", corrected: "2 mars 2026 à 15 h 05", created: "2026-03-03T09:20:07Z",
            mark: mark, correction: correction, comments: comments)
    }
}
