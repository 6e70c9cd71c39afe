import Events

extension ArchiveContent {
    /// What the archive is and what lies where, for the person who opens it.
    var explanation: String {
        """
        VOS DONNÉES PERSONNELLES DANS EAF PREMIUM
        Compte \(person), copie faite le \(made.milliseconds) (heure UTC).

        Cette archive contient tout ce que le service conserve sur vous (RGPD, articles 15 et 20). Elle est lisible
        sans mot de passe : gardez-la pour vous.

        compte.json                   votre compte : adresse, rôle, profil, classe, badges, sessions ouvertes,
                                      consentements (l'accord d'envoyer vos copies à un correcteur extérieur)
        epreuves.json                 les sujets que vous avez reçus, avec vos souhaits
        copies/…/copie.json           chaque copie : le texte lu, la correction qui compte, toutes les corrections,
                                      les commentaires de votre enseignant
        copies/…/copie.(pdf|jpg|…)    le fichier tel que vous l'avez déposé
        activite-001.ndjson, …        vos actions, une par ligne, avec ce que votre navigateur a rapporté
        enregistrements-001.ndjson, … tout ce que le journal du service contient à votre sujet, une ligne par fait :
                                      sous « record » ce qui est conservé, scellé ; sous « unsealed » le même, ouvert

        Les fichiers .json et .ndjson sont du texte (UTF-8) ; tout éditeur les ouvre.

        N'y sont pas : votre mot de passe (il n'est conservé que sous une forme qui ne permet pas de le retrouver), et
        ce qui est écrit au sujet d'autres personnes, par exemple le texte des commentaires qu'un enseignant a laissés
        sur les copies de ses élèves : il appartient au dossier de l'élève.

        Qui voit vos données : vous ; l'enseignant de votre classe, pour votre nom, votre adresse et vos copies ; les
        administrateurs du service. Chaque correction dit quel correcteur l'a faite (« fournisseur », « modele »).

        Durée : jusqu'à l'effacement du compte, que vous pouvez demander vous-même (DELETE /api/v1/account) ou à un
        administrateur. Après lui ne restent que des notes sans nom dans les moyennes de la classe.

        """
    }
}
