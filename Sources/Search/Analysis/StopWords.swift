/// French function words, folded: they are in every text and tell none apart.
enum StopWords {
    static let french: Set<String> = Set(
        """
        a ai aie aient ait alors apres as au aucun aucune aussi autre autres aux avait avant avec avez avoir avons ayant
        bien car ce ceci cela celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de des donc dont du
        elle elles en encore entre es est et etaient etais etait etant ete etes etre eu eux fait faire faut font furent fus fut
        hors ici il ils j je l la laquelle le lequel les lesquelles lesquels leur leurs lors lui m ma mais me meme
        memes mes moi moins mon n ne ni nos notre nous nul on ont or ou par parce pas pendant peu peut peuvent plus
        pour pourquoi puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera serait ses si
        sinon soi soient soit sommes son sont sous souvent suis sur t ta tant te tel telle telles tels tes toi
        toujours tous tout toute toutes tres trop tu un une voici voila vos votre vous vu y
        """.split(whereSeparator: \.isWhitespace).map(String.init))
}
