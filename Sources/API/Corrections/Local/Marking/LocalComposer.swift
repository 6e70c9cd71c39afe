import Events

/// Turns what the rules found into a correction addressed to the pupil.
struct LocalComposer {
    private static let unreadableRate = 0.15

    let reading: LocalReading
    let rubrics: [RubricReading]
    let review: SpellingReview
    let provider: String
    let model: String

    init(_ reading: LocalReading, scheme: MarkingScheme, review: SpellingReview, provider: String, model: String) {
        self.reading = reading
        self.review = review
        self.provider = provider
        self.model = model
        rubrics = scheme.rubriques.map { RubricReading($0, reading: reading) }
    }

    var correction: Correction {
        Correction(
            note: note,
            bilan: Correction.Bilan(
                global: overall, pointsForts: strengths.map(\.strength), axesAmelioration: weaknesses.map(\.advice)),
            rubriques: rubrics.map(\.mark),
            annotations: LocalAnnotations(reading).all,
            corrigeType: MethodOutline(type: reading.type, sujet: reading.sujet, terms: subjectTerms).text,
            conseilFinal: finalAdvice,
            provisoire: true,
            correcteur: Correction.Correcteur(
                fournisseur: provider, modele: model, modeleDeLangue: false, avertissement: warning)
        )
    }

    private var note: Double { rubrics.reduce(0) { $0 + $1.note } }

    private var overall: String {
        let judgement =
            switch Mention(note: note) {
            case .tresBien: "Très bon ensemble : la copie réunit presque tout ce que des règles savent relever."
            case .bien: "Bon ensemble, construit et appuyé."
            case .assezBien: "Ensemble assez bon : la méthode est là, l'exigence peut monter encore."
            case .passable: "Ensemble convenable : les bases sont là, plusieurs points restent à consolider."
            case .insuffisant:
                note < 5
                    ? "La copie est encore trop mince pour être notée plus haut ; chaque étape ajoutée comptera."
                    : "La copie est engagée ; il lui manque des éléments de méthode, détaillés ci-dessous."
            }
        let words = French.count(reading.copie.wordCount, "mot")
        return "\(judgement) Note provisoire de \(French.number(note)) sur 20, établie sur \(words) par des règles "
            + "automatiques, sans modèle de langue ; elle attend le regard d'un enseignant."
    }

    /// Every finding once, though several rubrics may rest on it.
    private var findings: [Finding] {
        var seen: Set<Criterion> = []
        return rubrics.flatMap(\.findings).filter { seen.insert($0.criterion).inserted }
    }

    private var strengths: [Finding] {
        let met = findings.filter { $0.level >= 0.75 && !$0.strength.isEmpty }
        return Array(met.sorted { $0.level > $1.level }.prefix(5))
    }

    private var weaknesses: [Finding] {
        Array(findings.filter { $0.level < 0.6 }.sorted { $0.level < $1.level }.prefix(5))
    }

    private var finalAdvice: String {
        let costliest = rubrics.max { $0.rubric.max - $0.note < $1.rubric.max - $1.note }
        guard let costliest, let advice = costliest.findings.min(by: { $0.level < $1.level }), advice.level < 0.7
        else {
            return "Continuez ainsi, et faites relire votre copie : un enseignant dira ce que valent vos idées, "
                + "ce que des règles ne peuvent pas faire."
        }
        return
            "Pour votre prochaine copie, travaillez d'abord la rubrique « \(costliest.rubric.titre) ». \(advice.advice)"
    }

    private var subjectTerms: [String] {
        reading.subject.terms.map(\.form)
    }

    private var warning: String {
        var warning =
            "Lecture automatique par règles, sans modèle de langue : orthographe des mots, longueur, structure, "
            + "citations et vocabulaire sont mesurés ; les idées, les accords et la syntaxe ne sont pas compris. "
            + "La note est provisoire et n'a rien d'officiel."
        if review.unknownShare > Self.unreadableRate {
            warning +=
                " Beaucoup de mots n'ont pas été reconnus : si l'écriture a été mal lue, "
                + "l'orthographe a pu être sous-estimée."
        }
        if reading.copie.isTruncated {
            warning += " Seuls les \(ParsedText.characterLimit) premiers caractères ont été lus."
        }
        return warning
    }
}
