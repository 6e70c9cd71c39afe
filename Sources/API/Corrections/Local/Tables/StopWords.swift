/// Words too common to say what a text is about, folded.
enum StopWords {
    static let all: Set<String> = Set(
        Folding.words(
            """
            le la les l un une des du de d au aux ce cet cette ces c mon ton son ma ta sa mes tes ses notre votre \
            leur nos vos leurs je j tu il elle on nous vous ils elles me m te t se s lui moi toi soi eux y en que \
            qu qui quoi dont où quel quelle quels quelles lequel laquelle lesquels lesquelles et ou mais donc or \
            ni car si comme quand lorsque puisque parce afin ainsi alors aussi après avant avec chez contre dans \
            depuis derrière dès devant durant entre envers hors jusque malgré par parmi pendant pour sans sauf \
            selon sous sur vers voici voilà ne pas plus moins très trop peu bien mal tout toute tous toutes même \
            mêmes autre autres aucun aucune chaque plusieurs certains certaines quelque quelques tel telle tels \
            telles être est sont était étaient fut soit sera serait été étant suis sommes êtes avoir ai as a avons \
            avez ont avait avaient eut aura aurait eu ayant faire fait font faisait peut peuvent pouvait pouvoir \
            doit doivent devoir veut veulent vouloir va vont aller dit dire voit voir encore toujours jamais déjà \
            ici là cela ceci ça celui celle ceux celles rien quelqu personne chose choses fois temps point \
            seulement souvent ensuite enfin puis cependant pourtant presque assez tant tellement combien comment \
            pourquoi autant cesse abord faut falloir
            """)
    )

    /// Words that tell what to do rather than what the subject is about.
    static let ofSubjects: Set<String> = Set(
        Folding.words(
            """
            vous ferez commentez commenterez commentaire dissertation contraction essai sujet texte extrait œuvre \
            œuvres auteur développer développerez développé organisé organisée organisez appuyer appuierez \
            appuyant réflexion répondre répondrez réponse montrer montrerez étudier étudierez analyser analyserez \
            selon question exemples exemple parcours objet étude suivant suivante suivre résumez résumer quart \
            mots nombre environ indiquez composer composez pensez penser dans quelle mesure votre discuter \
            première français lycée
            """)
    )
}
