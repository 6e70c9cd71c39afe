extension SampleCopies {
    /// A text of about 400 words to contract, written for these tests.
    static let journal = """
        On dit souvent que la lecture recule et que les écrans en sont la cause. Cette plainte n'est pas nouvelle : \
        chaque génération a craint que la suivante ne perde le goût des livres. Au dix-neuvième siècle déjà, des \
        moralistes accusaient le journal de détourner le public des œuvres sérieuses ; plus tard, on accusa la \
        radio, puis la télévision. Le livre a survécu à tous ces adversaires, et il serait imprudent d'annoncer une \
        nouvelle fois sa mort.

        Il faut pourtant regarder les choses en face. La lecture demande du temps, du silence et une attention \
        soutenue ; or ces trois biens sont devenus rares. Les écrans ne volent pas seulement des heures : ils \
        habituent l'esprit à passer d'un objet à l'autre, à attendre sans cesse une surprise, à fuir l'effort. Celui \
        qui a pris cette habitude trouve longue une page sans image. Le danger n'est donc pas que le livre \
        disparaisse des maisons, mais que l'attention disparaisse des lecteurs.

        Faut-il pour autant interdire les écrans aux enfants ? Ce serait une erreur, car l'interdiction donne du prix \
        à ce qu'elle défend. De plus, les écrans portent aussi des textes : jamais les jeunes gens n'ont autant écrit \
        ni autant lu de messages, de récits, de commentaires. Cette lecture brève a ses vertus ; elle apprend la \
        vitesse, le tri, la réplique. Elle ne remplace pas la lecture longue, mais elle ne l'empêche pas non plus, à \
        condition que quelqu'un montre le chemin de l'une à l'autre.

        C'est ici que l'école a son rôle. Elle ne doit pas opposer le livre et l'écran comme le bien et le mal, mais \
        donner à chacun le temps de lire, dans le calme, un ouvrage entier. Elle doit aussi rappeler que la lecture \
        est un plaisir avant d'être un devoir : on ne devient pas lecteur pour obéir. Enfin, elle doit faire parler \
        des livres, car on lit d'abord pour partager ce qu'on a lu. Une société où l'on discute des livres n'a rien \
        à craindre des écrans ; une société qui se tait sur ses lectures a déjà cessé de lire.
        """

    static let contraction = """
        Contraction

        La mort du livre, attribuée aux écrans, est une crainte ancienne : la presse, la radio, la télévision furent \
        accusées, et il demeure. Néanmoins, la lecture exige durée, calme et attention, devenus rares ; là est le \
        danger. Interdire serait vain, car on désire ce qui est défendu ; d'ailleurs, les jeunes lisent et écrivent \
        beaucoup sur leurs appareils, et cette pratique rapide peut mener plus loin. L'école doit donc offrir du \
        temps, enseigner le plaisir et faire naître la discussion : une société qui parle de ses livres ne redoute \
        rien.

        (90 mots)
        """

    static let essai = """
        Essai

        Le texte que nous venons de contracter affirme que l'on ne devient pas lecteur par obéissance. La question \
        est ancienne, et La Bruyère, dans Les Caractères, se moquait déjà de ceux qui possèdent des livres sans les \
        ouvrir. Faut-il donc faire de la lecture un devoir, ou la laisser au plaisir de chacun ? Nous verrons d'abord \
        que la contrainte peut dégoûter, puis que le plaisir lui-même s'apprend, enfin que le partage réconcilie les \
        deux.

        Tout d'abord, la lecture imposée produit souvent l'effet contraire de celui que l'on attend. Un élève qui lit \
        pour une note cherche des résumés, car il veut finir et non comprendre. Ainsi, Rousseau raconte dans les \
        Confessions qu'il lisait la nuit avec son père, par passion et sans programme : c'est pourquoi ces lectures \
        l'ont formé pour la vie. Le plaisir est donc un maître plus sûr que la crainte.

        Cependant, il serait naïf de croire que le plaisir vient seul. Certes, un roman d'aventures se lit sans aide, \
        mais La Princesse de Clèves ou Les Caractères demandent un guide, parce que la langue y est éloignée de la \
        nôtre. Par exemple, le portrait de Giton et celui de Phédon paraissent obscurs tant que l'on n'a pas vu \
        comment l'un répond à l'autre. Dès lors, l'effort n'est pas l'ennemi de la joie : il la prépare.

        Enfin, la lecture grandit quand elle est partagée. Au dix-huitième siècle, on lisait à voix haute dans les \
        salons, et Voltaire savait qu'un conte y serait discuté. De même, un club de lecture, une adaptation au \
        théâtre ou une simple conversation donnent envie d'ouvrir un livre. En effet, parler d'une œuvre, c'est déjà \
        la relire, et c'est souvent la désirer.

        En conclusion, la lecture ne se commande pas, mais elle ne tombe pas non plus du ciel : elle s'apprend, puis \
        elle s'aime, et elle se partage. L'école a raison de faire lire, à condition de faire aussi parler. On \
        pourrait se demander si les réseaux, où tant de lecteurs se conseillent des livres, ne sont pas aujourd'hui \
        les salons de notre siècle.
        """
}
