/// The copies the tests of the local corrector read; the poem is Rimbaud's, in the public domain.
enum SampleCopies {
    static let dormeur = """
        C'est un trou de verdure où chante une rivière
        Accrochant follement aux herbes des haillons
        D'argent ; où le soleil, de la montagne fière,
        Luit : c'est un petit val qui mousse de rayons.

        Un soldat jeune, bouche ouverte, tête nue,
        Et la nuque baignant dans le frais cresson bleu,
        Dort ; il est étendu dans l'herbe, sous la nue,
        Pâle dans son lit vert où la lumière pleut.

        Les pieds dans les glaïeuls, il dort. Souriant comme
        Sourirait un enfant malade, il fait un somme :
        Nature, berce-le chaudement : il a froid.

        Les parfums ne font pas frissonner sa narine ;
        Il dort dans le soleil, la main sur sa poitrine
        Tranquille. Il a deux trous rouges au côté droit.
        """

    /// About 1,300 words, structured, with few faults.
    static let commentaire = """
        Arthur Rimbaud a seize ans lorsqu'il compose, en octobre 1870, les poèmes du recueil que l'on appelle \
        Cahier de Douai. Le jeune poète a fui Charleville, il a traversé à pied une région que la guerre contre la \
        Prusse vient de toucher. « Le Dormeur du val » est un sonnet en alexandrins qui présente d'abord un paysage \
        heureux, puis un soldat étendu dans l'herbe, avant de révéler, dans une chute célèbre, que cet homme est \
        mort. En quoi ce poème, sous l'apparence d'un tableau paisible, dénonce-t-il la violence de la guerre ? Nous \
        étudierons dans un premier temps la description d'une nature lumineuse et maternelle, puis nous analyserons \
        le portrait ambigu du soldat endormi ; enfin, nous montrerons comment la chute oblige à relire le sonnet et \
        donne à la dénonciation toute sa force.

        Tout d'abord, le poème s'ouvre sur la description d'un lieu clos et protecteur. L'expression « un trou de \
        verdure » désigne un espace retiré, presque un nid, et le présentatif donne l'impression que le lecteur \
        découvre ce lieu en même temps que le poète. Le champ lexical de la nature est très présent dans le premier \
        quatrain, puisque l'on relève les termes « rivière », « herbes » et « montagne ». Cette accumulation crée un \
        décor complet, où l'eau, la terre et le ciel se répondent. Le diminutif contenu dans « un petit val » suggère \
        en outre une intimité rassurante : rien, dans ce premier tableau, ne semble menacer celui qui s'y repose.

        De plus, cette nature est vivante, car le poète la personnifie sans cesse. La rivière « chante », la montagne \
        est « fière », et l'adverbe « follement » traduit une joie débordante. La métaphore des « haillons d'argent » \
        associe la pauvreté du vêtement à la richesse du métal : l'image évoque les reflets de l'eau qui s'accrochent \
        aux herbes. Le rejet de « D'argent » au début du troisième vers met en valeur cet éclat, et l'enjambement \
        imite le mouvement libre de l'eau. De même, le verbe « Luit », rejeté lui aussi en tête de vers, souligne la \
        présence du soleil. Le poème est donc inondé de lumière, comme le montre encore la métaphore « qui mousse de \
        rayons », où le soleil devient une matière légère et joyeuse.

        Enfin, cette nature prend peu à peu les traits d'une mère. Le soldat est couché « dans son lit vert », \
        métaphore qui transforme l'herbe en berceau, et le poète s'adresse directement à elle dans une apostrophe \
        solennelle : « Nature, berce-le chaudement ». L'impératif exprime une prière, et le verbe « bercer » renvoie \
        à la petite enfance. La nature apparaît ainsi comme une puissance bienveillante, à laquelle on confie un \
        enfant. Le registre lyrique domine, parce que le poète laisse entendre son émotion et sa tendresse. Pourtant, \
        cette prière contient déjà une inquiétude, que le portrait du soldat va confirmer.

        Après avoir admiré ce paysage heureux, le lecteur découvre dans un deuxième temps la figure humaine qui en \
        occupe le centre. Le soldat entre dans le poème au second quatrain, et la description procède par petites \
        touches : « bouche ouverte, tête nue ». Cette énumération, sans verbe, dessine une silhouette abandonnée. \
        L'adjectif « jeune », placé avant la virgule, insiste sur un âge que le poète partage presque avec son \
        personnage. La nuque qui baigne « dans le frais cresson bleu » semble goûter la fraîcheur de l'eau, et les \
        sonorités douces de ce vers renforcent l'impression de bien-être. À première lecture, nous voyons donc un \
        homme qui se repose après une longue marche.

        Cependant, plusieurs indices troublent cette scène de repos. Le sommeil est répété avec une insistance \
        étrange, puisque le verbe « dort » revient à trois reprises et que le poète ajoute l'expression « il fait un \
        somme ». Cette répétition, qui ressemble à une anaphore, suggère que le sommeil n'a pas de fin. L'adjectif \
        « Pâle », mis en relief au début du vers, appartient déjà au lexique de la maladie. La comparaison \
        « comme sourirait un enfant malade » confirme ce malaise : le conditionnel éloigne le sourire, et l'adjectif \
        révèle une faiblesse que le décor voulait cacher. Ainsi, le portrait hésite entre la vie et la mort, et cette \
        ambiguïté inquiète le lecteur attentif.

        En outre, le corps du soldat ne répond plus au monde qui l'entoure. La phrase brève « il a froid » s'oppose à \
        la chaleur du soleil, et cette antithèse est d'autant plus frappante qu'elle clôt le premier tercet. La \
        négation du vers « Les parfums ne font pas frissonner sa narine » montre que les sens se sont éteints, alors \
        que toute la nature s'offre à eux. Le poète emploie ici une forme d'euphémisme : il ne dit jamais que le \
        soldat est mort, il laisse seulement entendre que la vie s'est retirée. Même les fleurs participent à ce \
        double sens, car « les glaïeuls » évoquent par leur nom le glaive, et rappellent les fleurs que l'on dépose \
        sur une tombe. L'harmonie du premier tableau se fissure donc peu à peu.

        Il convient désormais de relire l'ensemble du sonnet à la lumière de ses derniers mots. La chute tient dans \
        une phrase simple : « Il a deux trous rouges au côté droit ». Le passage du vert et du bleu au rouge produit \
        un effet de surprise violent, et l'adjectif « rouges » oppose le sang aux couleurs tendres du paysage. Le mot \
        « trous » fait écho au premier vers, où le « trou de verdure » désignait un refuge : par ce parallélisme, le \
        refuge devient une tombe. Le rejet de l'adjectif « Tranquille », isolé au début du dernier vers, prend alors \
        un sens tragique, puisque cette tranquillité est celle de la mort.

        Par ailleurs, la dénonciation passe par la retenue plutôt que par le discours. Le poète ne nomme ni la \
        guerre, ni l'ennemi, ni la bataille ; il ne formule aucun argument et ne prononce aucune condamnation. Cette \
        absence de commentaire renforce le pathétique, car le lecteur doit tirer lui-même la leçon du tableau. \
        L'emploi du présent, tout au long du poème, rend la scène immédiate, comme si nous étions devant le corps. Le \
        rythme coupé de la dernière phrase, après la lenteur des vers précédents, imite la brutalité des coups de \
        feu. La forme classique du sonnet, avec ses quatrains harmonieux et ses tercets plus sombres, accentue le \
        contraste entre la beauté du monde et l'absurdité de cette mort.

        Enfin, le poème acquiert une portée universelle. Le soldat n'a pas de nom, pas de grade, pas de patrie : \
        l'article indéfini, dans « un soldat jeune », fait de lui le symbole de tous les jeunes gens sacrifiés. En \
        opposant la générosité de la nature à la cruauté des hommes, Rimbaud dénonce une guerre qui détruit ce qu'il \
        y a de plus beau. La figure de l'enfant, présente dans la comparaison et dans la prière, souligne \
        l'innocence de la victime. On comprend dès lors que la tendresse du poème n'est pas un ornement : elle est \
        l'arme d'un poète de seize ans contre ceux qui envoient mourir sa génération.

        En définitive, « Le Dormeur du val » construit patiemment une illusion pour mieux la détruire. Nous avons vu \
        que la description d'une nature lumineuse et maternelle installe le lecteur dans la confiance, que le \
        portrait du soldat introduit ensuite un doute, et que la chute révèle enfin l'horreur de la guerre sans \
        jamais la nommer. C'est donc par la beauté même de ses images que le sonnet dénonce la violence. On peut \
        rapprocher ce texte d'un autre poème du recueil, « Le Mal », où Rimbaud oppose encore la douceur de la nature \
        au massacre des soldats, mais avec une colère plus ouverte.
        """

    /// A pupil's first page: no quotation, no plan, some faults.
    static let courte = """
        Dans ce poème de Rimbaud il y a un soldat qui dort dans la nature. Au debut on pense qu'il dort mais a la \
        fin on comprend qu'il est mort car il a deux trous rouges. Le poète décrit la nature avec des couleurs, il \
        parle de la rivière et du soleil.

        La nature est belle et elle est comme une maman pour le soldat. Il y a une métaphore avec le lit vert. Le \
        soldat est jeune et il souri. On dirai qu'il est malade. Le poète veut montrer que la guerre c'est pas bien \
        parceque des jeunes meurent. Il utilise des rimes et des vers.

        Je pense que ce poème est interessant car la fin est une surprise. Rimbaud est contre la guerre et il le dit \
        avec de la poésie. C'est triste mais c'est beau en même temps et on a envie de le relire.
        """
}
