import Events

/// What a rule-based reader can honestly give in place of a model answer: the method, with the subject's words.
struct MethodOutline {
    private static let sujetCharacters = 300

    let type: EpreuveType
    let sujet: String
    let terms: [String]

    var text: String {
        let steps =
            switch type {
            case .commentaire: Self.commentaire
            case .dissertation: Self.dissertation
            case .contractionEssai: Self.contractionEssai
            }
        let line = sujet.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let subject = French.shortened(line, to: Self.sujetCharacters)
        let words = French.quoted(terms.map { French.shortened($0, to: 40) }, limit: 6)
        var lines = [
            "Ceci est un canevas de méthode, et non un corrigé rédigé : ce correcteur n'écrit pas à votre place.",
            "Sujet : \(subject)",
        ]
        if !words.isEmpty { lines.append("Mots à définir et à reprendre : \(words).") }
        return (lines + steps).joined(separator: "\n")
    }

    private static let commentaire = [
        "1. Au brouillon : relevez les passages qui vous arrêtent, nommez le procédé, notez l'effet ; regroupez ensuite.",
        "2. Introduction : l'auteur, l'œuvre et sa date, la situation du passage, le mouvement du texte ; "
            + "une question (« En quoi… ? ») ; l'annonce de deux ou trois axes.",
        "3. Premier axe : ce que le texte montre (thème, situation, ton). Pour chaque paragraphe : idée, citation exacte, "
            + "procédé, effet.",
        "4. Deuxième axe : comment il le montre (énonciation, images, rythme, composition).",
        "5. Troisième axe, si le texte s'y prête : ce qu'il veut faire comprendre, au-delà de ce qu'il dit.",
        "6. Entre les axes, une phrase qui rappelle l'acquis et annonce la suite.",
        "7. Conclusion : la réponse à votre question, puis un rapprochement précis avec une autre œuvre.",
        "8. Relecture : orthographe, accords, guillemets fermés, citations vérifiées sur le texte.",
    ]

    private static let dissertation = [
        "1. Au brouillon : définissez chaque mot du sujet, cherchez ce qu'il suppose et ce qu'il laisse discuter.",
        "2. Introduction : une entrée en matière, le sujet cité et expliqué, la question qu'il pose, l'annonce du plan.",
        "3. Première partie : en quoi l'affirmation du sujet est juste. Deux ou trois arguments, chacun avec un exemple "
            + "précis de l'œuvre au programme.",
        "4. Deuxième partie : ses limites, ou l'autre face de l'œuvre, avec la même exigence d'exemples.",
        "5. Troisième partie, si elle s'impose : ce qui dépasse l'opposition, par un sens nouveau donné aux mots du sujet.",
        "6. Chaque paragraphe : l'argument, l'exemple situé et si possible cité, ce qu'il prouve.",
        "7. Conclusion : le chemin parcouru, la réponse, un prolongement vers le parcours ou une autre œuvre.",
        "8. Relecture : titres soulignés, orthographe, accords, liens logiques entre les parties.",
    ]

    private static let contractionEssai = [
        "Contraction (sur 10) :",
        "1. Numérotez les paragraphes du texte et résumez chacun d'une phrase, avec vos mots.",
        "2. Repérez la thèse et les liens logiques : ils sont à garder, dans l'ordre du texte.",
        "3. Rédigez à la place de l'auteur, sans citer ni dire « l'auteur pense que ».",
        "4. Comptez : un quart du texte, à 10 % près. Écrivez le nombre de mots à la fin.",
        "Essai (sur 10) :",
        "5. Introduction : le thème du texte, la question posée, votre démarche.",
        "6. Deux ou trois parties : pour chaque argument, un exemple pris dans l'œuvre étudiée, le texte ou votre culture.",
        "7. Conclusion : votre réponse, nuancée et nette.",
        "8. Relecture : orthographe, accords, enchaînements.",
    ]
}
