/// Faults a dictionary cannot see because each word exists: only turns that are never right are listed.
enum Slips {
    static let corrections: [(wrong: Phrase, right: String)] = [
        ("comme même", "quand même"),
        ("ont peut", "on peut"),
        ("ont voit", "on voit"),
        ("ont remarque", "on remarque"),
        ("ont comprend", "on comprend"),
        ("sa veut dire", "cela veut dire"),
        ("il faut mieux", "il vaut mieux"),
        ("par soucis de", "par souci de"),
        ("malgré que", "bien que"),
        ("au jour d'aujourd'hui", "aujourd'hui"),
        ("il s'en suit", "il s'ensuit"),
        ("voir même", "voire"),
        ("tout les", "tous les"),
        ("toute les", "toutes les"),
        ("quelque soit", "quel que soit"),
        ("de part son", "par son"),
        ("de part sa", "par sa"),
        ("de part ses", "par ses"),
        ("si il", "s'il"),
        ("si ils", "s'ils"),
        ("pallier à", "pallier"),
    ]

    /// Words of conversation that a copie avoids.
    static let familiar = Phrase.list(
        """
        truc, trucs, super, ok, bouquin, bouquins, mec, mecs, boulot, genre de truc, du coup, ça, hyper, \
        cool, plein de, nul, trop bien, en gros, bref, marrant, gars
        """)
}
