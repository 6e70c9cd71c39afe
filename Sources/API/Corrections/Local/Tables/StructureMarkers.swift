/// The turns that show the parts of a copie: question, plan, transition, conclusion.
enum StructureMarkers {
    static let question = Phrase.list(
        """
        en quoi, dans quelle mesure, comment, pourquoi, de quelle manière, de quelle façon, nous nous \
        demanderons, nous pouvons nous demander, on peut se demander, on se demandera, il s'agira de, \
        problématique, il convient de se demander, faut-il, peut-on, doit-on
        """)

    /// The turns of a question that are enough without a question mark.
    static let indirectQuestion = Phrase.list(
        """
        en quoi, dans quelle mesure, nous nous demanderons, nous pouvons nous demander, on peut se \
        demander, on se demandera, il s'agira de, il convient de se demander, nous verrons comment, nous \
        verrons en quoi
        """)

    /// The steps of an announced plan.
    static let planSteps: [[Phrase]] = [
        Phrase.list(
            """
            d'abord, dans un premier temps, en premier lieu, premièrement, dans une première partie, \
            pour commencer, un premier mouvement, le premier mouvement, notre première partie
            """),
        Phrase.list(
            """
            ensuite, puis, dans un second temps, dans un deuxième temps, en second lieu, deuxièmement, \
            dans une deuxième partie, dans une seconde partie, avant de, avant d'
            """),
        Phrase.list(
            """
            enfin, dans un troisième temps, en dernier lieu, troisièmement, dans une troisième partie, \
            pour finir
            """),
    ]

    static let planVerbs = Phrase.list(
        """
        nous verrons, nous étudierons, nous analyserons, nous montrerons, nous nous intéresserons, nous \
        examinerons, nous aborderons, on verra, on étudiera, on montrera, on analysera, je montrerai, \
        j'étudierai, il faudra, nous nous demanderons, on s'intéressera, nous évoquerons
        """)

    static let presentation = Phrase.list(
        """
        poème, poète, recueil, roman, romancier, pièce, dramaturge, auteur, œuvre, écrivain, écrit, \
        publié, publie, paru, siècle, extrait, texte, philosophe, fable, comédie, tragédie
        """)

    static let transition = Phrase.list(
        """
        après avoir, nous avons vu, nous venons de voir, on a vu, si le texte, mais au-delà, au-delà de, \
        à cette, il convient désormais, il convient maintenant, intéressons-nous, voyons maintenant, \
        cette première, ce premier, ainsi donc, pour autant, toutefois, cependant, en outre, par \
        ailleurs, de plus, ensuite, dans un second temps, dans un deuxième temps, dans un troisième \
        temps, enfin, d'abord, tout d'abord, en premier lieu, pourtant, mais, or, certes, dans un \
        premier temps, néanmoins, en revanche, également, de même, à l'inverse
        """)

    static let conclusion = Phrase.list(
        """
        en conclusion, pour conclure, en définitive, en somme, finalement, au terme de, ainsi, nous \
        avons vu, nous avons montré, nous pouvons donc dire, on peut donc, en fin de compte, pour finir, \
        en guise de conclusion, conclusion, au final
        """)

    static let opening = Phrase.list(
        """
        on peut rapprocher, on peut penser à, rappelle, fait écho, de la même manière, comme le fera, \
        comme l'a fait, annonce, se retrouve, nous pouvons nous demander, on pourrait, nous pourrions, à \
        l'image de, d'autres, aujourd'hui, à la manière de, comparer, prolonge
        """)

    static let explanation = Phrase.list(
        """
        car, parce que, puisque, en effet, c'est pourquoi, donc, ainsi, par conséquent, dès lors, de ce \
        fait, autrement dit, c'est-à-dire, de sorte que, si bien que, cela montre, ce qui montre
        """)

    static let example = Phrase.list(
        """
        par exemple, ainsi dans, ainsi, comme dans, c'est le cas, on le voit dans, notamment, à l'image \
        de, à l'instar de, comme le montre, illustre, illustrent, en témoigne, prenons, dans le roman, \
        dans le poème, dans la pièce, dans son œuvre, le personnage de, héros, héroïne
        """)
}
