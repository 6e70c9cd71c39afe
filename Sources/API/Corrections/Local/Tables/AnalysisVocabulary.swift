/// The words of literary analysis, in the forms copies use.
enum AnalysisVocabulary {
    /// One line a notion; its first form names it.
    static let notions: [[Phrase]] =
        """
        métaphore, métaphores, métaphorique
        comparaison, comparaisons, compare, comparé
        personnification, personnifie, personnifiée, personnifié
        anaphore, anaphores
        antithèse, antithèses, antithétique
        oxymore, oxymores
        allitération, allitérations
        assonance, assonances
        hyperbole, hyperboles, hyperbolique
        euphémisme, euphémismes
        litote, litotes
        énumération, énumérations, accumulation, accumulations
        gradation, gradations
        parallélisme, parallélismes
        chiasme, chiasmes
        périphrase, périphrases
        métonymie, métonymies, synecdoque
        allégorie, allégorique
        antiphrase, antiphrases
        ironie, ironique, ironiquement
        question rhétorique, questions rhétoriques, interrogation rhétorique
        champ lexical, champs lexicaux, réseau lexical
        connotation, connotations, connoté
        mélioratif, méliorative, mélioratifs, péjoratif, péjorative, péjoratifs
        registre, registres
        tonalité, tonalités
        lyrique, lyrisme, élégiaque
        tragique, pathétique, pathos
        comique, satirique, satire, parodie
        épique, fantastique, merveilleux
        polémique, didactique, oratoire
        sonnet, ode, ballade, fable
        quatrain, quatrains, tercet, tercets, strophe, strophes
        alexandrin, alexandrins, octosyllabe, octosyllabes, décasyllabe, hémistiche
        enjambement, enjambements, rejet, rejets, contre-rejet
        rime, rimes, césure, versification
        vers libre, vers, prose poétique
        rythme, rythmique, cadence
        sonorité, sonorités, harmonie imitative
        narrateur, narratrice, narration
        point de vue, focalisation, omniscient
        récit, récit enchâssé, incipit, excipit
        portrait, description, descriptif, descriptive
        dialogue, dialogues, discours direct, discours indirect
        monologue, tirade, réplique, répliques
        didascalie, didascalies, mise en scène
        scène d'exposition, dénouement, péripétie
        énonciation, énonciateur, locuteur, destinataire
        pronom, pronoms, première personne, deuxième personne
        adjectif, adjectifs, épithète, attribut
        adverbe, adverbes
        verbe, verbes
        imparfait, passé simple, présent de vérité générale, conditionnel, impératif, subjonctif
        phrase nominale, phrases nominales, proposition subordonnée
        exclamation, exclamations, exclamative, exclamatives, ponctuation
        syntaxe, syntaxique, juxtaposition, asyndète
        symbole, symboles, symbolise, symbolique
        image, images, imagé
        procédé, procédés, figure de style, figures de style
        thème, thèmes, thématique, motif
        lexique, lexical, vocabulaire, terme, termes
        argument, arguments, thèse, argumentation
        chute, pointe, effet de surprise
        romantisme, romantique, réalisme, naturalisme, symbolisme, surréalisme, humanisme
        """
        .split(whereSeparator: \.isNewline).map { Phrase.list(String($0)) }

    /// Verbs and turns by which a copie says what a procedure does.
    static let interpretation = Phrase.list(
        """
        souligne, soulignent, montre, montrent, suggère, suggèrent, évoque, évoquent, révèle, révèlent, \
        traduit, traduisent, met en valeur, mettent en valeur, met en évidence, met en lumière, insiste \
        sur, insistent sur, accentue, accentuent, renforce, renforcent, exprime, expriment, crée, \
        créent, donne l'impression, donnent l'impression, renvoie à, renvoient à, symbolise, permet de, \
        permettent de, témoigne, témoignent, illustre, illustrent, dénonce, laisse entendre, prend tout \
        son sens, invite le lecteur, rappelle, signale, annonce, prépare, produit un effet, dessine, \
        imite, oppose, associe
        """)

    /// Terms of the trade the dictionary does not have.
    static let unknownToDictionary: Set<String> = [
        "polysyndète", "problématisation", "excipit", "hypotypose", "intertextualité", "métatextuel", "paratexte",
        "focalisation", "diégèse", "diégétique", "explicit", "aposiopèse", "épanorthose", "homéotéleute",
        // Latin, Greek and Italian that copies use as it is.
        "locus", "amoenus", "horribilis", "terribilis", "carpe", "diem", "memento", "mori", "medias", "captatio",
        "benevolentiae", "machina", "vanitas", "vanitatum", "poetica", "mimesis", "tempus", "fugit", "exemplum",
        "exempla", "exordium", "topos", "topoï", "topoi", "ethos", "pathos", "logos", "catharsis", "hybris", "hubris",
        "otium", "negotium", "furor", "taedium", "vitae", "theatrum", "mundi", "docere", "placere", "movere", "alter",
        "cogito", "homo", "stilnovisti", "concetti", "commedia",
    ]
}
