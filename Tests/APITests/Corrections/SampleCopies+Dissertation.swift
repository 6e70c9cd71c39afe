extension SampleCopies {
    static let dissertation = """
        « Il faut être absolument moderne », écrit Rimbaud dans Une saison en enfer. Cette formule éclaire déjà le \
        Cahier de Douai, recueil de jeunesse publié après le départ du poète, et traversé par un désir de rupture. \
        On a souvent dit que ces poèmes sont ceux d'une émancipation, c'est-à-dire d'un affranchissement à l'égard \
        des règles, des maîtres et de la société. Dans quelle mesure les poèmes du Cahier de Douai sont-ils ceux d'une \
        émancipation créatrice ? Nous verrons d'abord que le recueil célèbre la liberté, puis qu'il reste attaché à \
        des modèles, enfin que c'est en jouant avec ces modèles que Rimbaud invente sa propre voix.

        Tout d'abord, le recueil est celui de la fugue et de la liberté. Dans « Ma Bohème », le poète s'en va « les \
        poings dans [ses] poches crevées » : la pauvreté devient une richesse, car elle permet de marcher sans \
        attaches. De même, dans « Sensation », les verbes au futur expriment une promesse de bonheur sans contrainte. \
        L'errance est donc le premier visage de l'émancipation.

        De plus, Rimbaud s'affranchit des autorités. Par exemple, « Le Châtiment de Tartufe » ridiculise l'hypocrisie \
        religieuse, tandis que « Rages de Césars » attaque Napoléon III. Le sonnet, forme noble, sert ainsi à la \
        satire. En effet, la caricature rabaisse les puissants, et le poète de seize ans prend la parole contre eux. \
        Cette insolence est une manière de s'émanciper par les mots.

        Cependant, cette liberté n'efface pas les modèles. Certes, le jeune poète se révolte, mais il écrit encore \
        des sonnets et des alexandrins, et il envoie ses vers à Théodore de Banville. « Ophélie » reprend par exemple \
        un motif romantique venu de Shakespeare, et « Bal des pendus » rappelle François Villon. Dès lors, \
        l'émancipation paraît incomplète, puisque l'élève n'a pas quitté ses maîtres.

        Par ailleurs, le recueil garde la trace d'une éducation. Les références à l'Antiquité, dans « Soleil et \
        chair », viennent de l'école, et le poète en admire la beauté. Toutefois, admirer n'est pas obéir : Rimbaud \
        choisit dans cet héritage ce qui célèbre le corps et la nature, parce que ces thèmes contredisent la morale \
        de son temps. La tradition devient alors une réserve d'armes.

        Enfin, c'est dans le jeu avec les formes que la création s'émancipe vraiment. « Vénus anadyomène » en est le \
        meilleur exemple : le titre promet une déesse, et le sonnet montre une femme laide sortant d'une baignoire. \
        Le détournement du blason crée un choc, car le lecteur attendait un éloge. De même, dans « Le Dormeur du \
        val », l'enjambement brise la régularité du vers et prépare la chute. La règle n'est donc pas abolie, elle \
        est déplacée, et ce déplacement est une invention.

        En définitive, les poèmes du Cahier de Douai sont bien ceux d'une émancipation créatrice, à condition de \
        comprendre ce mot comme un mouvement et non comme un état. Rimbaud célèbre la liberté, il garde ses modèles, \
        et il les transforme jusqu'à les rendre méconnaissables. On peut penser à Baudelaire, qui, dans Les Fleurs du \
        mal, avait déjà fait entrer la laideur dans le sonnet et annonce ainsi cette audace.
        """
}
