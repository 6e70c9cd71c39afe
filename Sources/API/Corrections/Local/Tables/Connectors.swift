/// The logical connectors, by the relation they mark.
enum Connectors {
    static let families: [(relation: String, phrases: [Phrase])] = [
        (
            "ordre",
            Phrase.list(
                """
                d'abord, tout d'abord, en premier lieu, dans un premier temps, premièrement, ensuite, \
                puis, en second lieu, dans un second temps, dans un deuxième temps, deuxièmement, dans \
                un troisième temps, enfin, pour finir, finalement
                """)
        ),
        (
            "addition",
            Phrase.list(
                """
                de plus, en outre, par ailleurs, de surcroît, également, de même, non seulement, mais \
                aussi, mais encore, quant à, à cela s'ajoute
                """)
        ),
        (
            "cause",
            Phrase.list(
                """
                car, parce que, puisque, en effet, en raison de, grâce à, étant donné, dès lors que, à \
                cause de
                """)
        ),
        (
            "conséquence",
            Phrase.list(
                """
                donc, ainsi, c'est pourquoi, par conséquent, en conséquence, dès lors, de ce fait, de \
                sorte que, si bien que, il en résulte, aussi bien
                """)
        ),
        (
            "opposition",
            Phrase.list(
                """
                mais, cependant, toutefois, néanmoins, pourtant, en revanche, au contraire, or, tandis \
                que, alors que, à l'inverse, contrairement à
                """)
        ),
        (
            "concession",
            Phrase.list(
                """
                certes, bien que, malgré, quoique, en dépit de, même si, sans doute, il est vrai que, \
                s'il est vrai que
                """)
        ),
        (
            "illustration",
            Phrase.list(
                """
                par exemple, notamment, comme le montre, c'est le cas de, en particulier, à l'image de, \
                tel que
                """)
        ),
        (
            "reformulation",
            Phrase.list(
                """
                autrement dit, c'est-à-dire, en d'autres termes, en somme, en définitive, en un mot
                """)
        ),
    ]
}
