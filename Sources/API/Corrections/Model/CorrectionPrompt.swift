import Events
import LanguageModels

/// What a model is asked about one copie. Pure: the same request gives the same prompt.
struct CorrectionPrompt {
    /// The longest copie that is sent; more is no copie of four hours.
    static let copieCharactersMax = 40_000
    static let textCharactersMax = 20_000
    /// Room for the thoughts of models that think.
    static let outputTokensMax = 16_000

    let prompt: ModelPrompt
    let hash: String
    let length: ContractionLength?
    /// Whether the copie is longer than what is sent of it.
    static func isCut(_ request: CorrectorRequest) -> Bool { request.copie.count > copieCharactersMax }

    init(_ request: CorrectorRequest, template: PromptTemplate, length: ContractionLength?) {
        self.length = length
        let shape = Self.shape(request.scheme)
        hash = template.hash(with: shape)
        let instructions = template.filled([
            "exercice": Self.exercise(request.type), "bareme": Self.grid(request.scheme),
            "regle_de_mesure": Self.rule(length),
        ])
        var parts: [(title: String, text: String)] = [("SUJET", request.sujet)]
        if !request.texte.isEmpty { parts.append(("TEXTE", String(request.texte.prefix(Self.textCharactersMax)))) }
        parts.append(("CONSIGNES", request.consignes))
        if let length { parts.append(("MESURES", length.evidence)) }
        parts.append(("COPIE", String(request.copie.prefix(Self.copieCharactersMax))))
        prompt = ModelPrompt(
            instructions: instructions, material: PromptMaterial(parts).text, files: request.file.map { [$0] } ?? [],
            name: "correction", shape: shape, outputTokensMax: Self.outputTokensMax)
    }

    private static func exercise(_ type: EpreuveType) -> String {
        switch type {
        case .commentaire: "commentaire d'un texte littéraire (voie générale)."
        case .dissertation: "dissertation sur une œuvre et son parcours (voie générale)."
        case .contractionEssai: "contraction de texte suivie d'un essai (voie technologique)."
        }
    }

    private static func grid(_ scheme: MarkingScheme) -> String {
        scheme.rubriques.map { "- \($0.titre) : \(French.number($0.max)) points" }.joined(separator: "\n")
    }

    private static func rule(_ length: ContractionLength?) -> String {
        length == nil
            ? "Ne comptez pas les mots : aucune longueur n'est imposée."
            : "Le nombre de mots de la contraction a été compté par un programme et vous est donné dans MESURES : "
                + "il fait foi, ne recomptez pas."
    }

    /// Judgement first, then the mark: models mark better what they have put into words.
    private static func shape(_ scheme: MarkingScheme) -> ModelShape {
        .object([
            .init(
                "bilan",
                .object([
                    .init("global", .text), .init("points_forts", .array(of: .text)),
                    .init("axes_amelioration", .array(of: .text)),
                ])),
            .init(
                "rubriques",
                .array(
                    of: .object([
                        .init("titre", .choice(scheme.rubriques.map(\.titre))), .init("appreciation", .text),
                        .init("conseils", .array(of: .text)), .init("note", .number), .init("max", .number),
                    ]))),
            .init(
                "annotations",
                .array(
                    of: .object([
                        .init("extrait", .text), .init("commentaire", .text),
                        .init("type", .choice(Correction.Annotation.Kind.allCases.map(\.rawValue))),
                    ]))),
            .init("corrige_type", .text), .init("conseil_final", .text), .init("note", .number),
        ])
    }
}
