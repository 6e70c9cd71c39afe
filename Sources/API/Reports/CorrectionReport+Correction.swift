import Documents
import Events

extension CorrectionReport.Correction {
    /// What of a stored correction is printed; measurements that marks rest on are for the screen.
    init(_ correction: Correction) {
        self.init(
            overview: correction.bilan.global, strengths: correction.bilan.pointsForts,
            improvements: correction.bilan.axesAmelioration,
            rubrics: correction.rubriques.map {
                CorrectionReport.Rubric(
                    title: $0.titre, note: $0.note, max: $0.max, appreciation: $0.appreciation, advice: $0.conseils)
            },
            annotations: correction.annotations.map {
                CorrectionReport.Annotation(quote: $0.extrait, remark: $0.commentaire, kind: .init($0.type))
            },
            modelAnswer: correction.corrigeType, advice: correction.conseilFinal,
            warning: correction.correcteur.avertissement
                ?? (correction.provisoire ? "Note indicative, à confirmer par un enseignant." : nil))
    }
}

extension CorrectionReport.Annotation.Kind {
    init(_ kind: Correction.Annotation.Kind) {
        self =
            switch kind {
            case .erreur: .mistake
            case .remarque: .remark
            case .bravo: .praise
            }
    }
}

extension Correction.Correcteur {
    /// Who it is, for who knows nothing of providers.
    var inWords: String {
        switch LLMProvider(rawValue: fournisseur) {
        case .local?: "le correcteur intégré (des règles, sans modèle de langue)"
        case .openai?: "un modèle de langue d’OpenAI (\(modele))"
        case .gemini?: "un modèle de langue de Google (\(modele))"
        case .mistral?: "un modèle de langue de Mistral (\(modele))"
        case .ollama?: "un modèle de langue installé sur place (\(modele))"
        case nil: modeleDeLangue ? "un modèle de langue (\(modele))" : "le correcteur \(fournisseur)"
        }
    }
}
